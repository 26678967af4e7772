/**
 * Full business days on a team's calendar. A day counts when all of it lies in between: the day on which something
 * happens does not count, unless it happens at the very midnight that begins it, when the whole day still lies ahead.
 * So counting forwards and backwards agree: `afterFullBusinessDays(a, n) <= b` exactly when
 * `a <= businessDaysBefore(b, n)`.
 */
import { Temporal } from 'temporal-polyfill';

/** When a team works. */
export interface BusinessCalendar {
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO days of the week that are no working days: 1 is Monday, 7 is Sunday. */
  readonly weekend: readonly number[];
  /** ISO dates (2024-12-25) on which nobody works. */
  readonly holidays: ReadonlySet<string>;
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

interface Zoned {
  readonly timeZone?: string | null | undefined;
}
/** What a calendar of the catalog says. */
interface Said extends Zoned {
  readonly weekend?: readonly (typeof WEEKDAYS)[number][] | null | undefined;
  readonly holidays?: readonly { readonly date: string }[] | null | undefined;
}

const HOUR = 3_600_000;

/** Monday to Friday in one zone. */
export const weekdaysIn = (timeZone: string): BusinessCalendar => ({
  timeZone,
  weekend: [6, 7],
  holidays: new Set(),
});

/**
 * The calendar that a team works by.
 * @param team its own zone goes before the calendar's: a calendar of holidays may serve a country with several
 * @param record of the calendar that the team names
 * @returns Monday to Friday in UTC where nothing is known
 */
export function businessCalendar(team: Zoned = {}, record: Said = {}): BusinessCalendar {
  const { weekend, holidays } = record;
  const usual = weekdaysIn(team.timeZone ?? record.timeZone ?? 'UTC');
  return {
    ...usual,
    weekend: weekend == null ? usual.weekend : weekend.map((day) => WEEKDAYS.indexOf(day) + 1),
    holidays: new Set((holidays ?? []).map(({ date }) => date)),
  };
}

/**
 * Days without a business day among them, after which nobody looks on. A calendar from facts never comes to it: a
 * thousand holidays on the only working day of the week are 7,000 days.
 */
const MAX_IDLE_DAYS = 7_500;

const isBusinessDay = (day: Temporal.PlainDate, { weekend, holidays }: BusinessCalendar) =>
  !weekend.includes(day.dayOfWeek) && !holidays.has(day.toString());

/** The day that a moment lies in, where the calendar is. */
const dayOf = (moment: string, { timeZone }: BusinessCalendar) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate();

/** The first moment of a day, UTC; midnight, but where summer time begins at midnight. */
const startOf = (day: Temporal.PlainDate, { timeZone }: BusinessCalendar) =>
  new Date(day.toZonedDateTime(timeZone).toInstant().epochMilliseconds).toISOString();

/**
 * The `count`-th business day on the way from a day, that day included.
 * @param step 1 or -1 days
 * @throws {RangeError} when there is none for 20 years
 */
function businessDay(from: Temporal.PlainDate, count: number, step: 1 | -1, calendar: BusinessCalendar) {
  let day = from;
  let idle = 0;
  for (let left = count; ; day = day.add({ days: step })) {
    idle += 1;
    if (isBusinessDay(day, calendar)) {
      left -= 1;
      idle = 0;
    }
    if (left === 0) return day;
    if (idle > MAX_IDLE_DAYS) throw new RangeError('The calendar has no business day within 20 years.');
  }
}

/**
 * The last moment from which a number of full business days still lie before a moment: the local midnight that begins
 * the `days`-th business day before its local day.
 * @param moment UTC instant
 * @param days 1 or more
 * @returns UTC instant
 * @throws {RangeError} when the calendar's zone does not exist, or it has no business day for 20 years
 */
export function businessDaysBefore(moment: string, days: number, calendar: BusinessCalendar): string {
  const yesterday = dayOf(moment, calendar).subtract({ days: 1 });
  return startOf(businessDay(yesterday, days, -1, calendar), calendar);
}

/** The first day that lies all after a moment. */
function fullDayFrom(moment: string, calendar: BusinessCalendar): Temporal.PlainDate {
  const day = dayOf(moment, calendar);
  return startOf(day, calendar) >= moment ? day : day.add({ days: 1 });
}

/**
 * The first moment at which a number of full business days have passed since a moment: the local midnight that ends the
 * last of them.
 * @param moment UTC instant
 * @param days 1 or more
 * @returns UTC instant
 * @throws {RangeError} as above
 */
export function afterFullBusinessDays(moment: string, days: number, calendar: BusinessCalendar): string {
  const last = businessDay(fullDayFrom(moment, calendar), days, 1, calendar);
  return startOf(last.add({ days: 1 }), calendar);
}

/** How many full business days lie between two moments: UTC instants; none where the second is not after the first. */
export function fullBusinessDays(from: string, until: string, calendar: BusinessCalendar): number {
  const first = fullDayFrom(from, calendar);
  const days = Math.max(0, first.until(dayOf(until, calendar)).days);
  return Array.from({ length: days }, (_none, at) => first.add({ days: at })).filter((day) =>
    isBusinessDay(day, calendar),
  ).length;
}

/**
 * What lies between two moments of business days that do not lie in between in full, in hours: the rest of the day of
 * the one, and the beginning of the day of the other.
 */
export function hoursBeside(from: string, until: string, calendar: BusinessCalendar): number {
  const [first, last] = [dayOf(from, calendar), dayOf(until, calendar)];
  const whole = fullDayFrom(from, calendar);
  const spans: [Temporal.PlainDate, string, string][] = first.equals(last)
    ? [[first, from, until]]
    : [
        [first, from, startOf(whole, calendar)],
        [last, startOf(last, calendar), until],
      ];
  const worked = spans.filter(([day]) => isBusinessDay(day, calendar));
  return worked.reduce((sum, [, start, end]) => sum + (Date.parse(end) - Date.parse(start)) / HOUR, 0);
}
