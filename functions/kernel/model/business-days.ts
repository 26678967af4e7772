/**
 * Full business days on a team's calendar: only a day that lies between two moments from midnight to midnight counts.
 * So counting forwards and backwards agree: `afterFullBusinessDays(a, n) <= b` exactly when `a <= businessDaysBefore(b, n)`.
 */
import { Temporal } from 'temporal-polyfill';

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

interface CalendarRecord extends Zoned {
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
 * The calendar of a team; by default Monday to Friday in UTC.
 * @param team its own zone wins over the calendar's, whose holidays may be those of a country with several zones
 * @param record the calendar that the team names
 */
export function businessCalendar(team: Zoned = {}, record: CalendarRecord = {}): BusinessCalendar {
  const { weekend, holidays } = record;
  const usual = weekdaysIn(team.timeZone ?? record.timeZone ?? 'UTC');
  return {
    ...usual,
    weekend: weekend == null ? usual.weekend : weekend.map((day) => WEEKDAYS.indexOf(day) + 1),
    holidays: new Set((holidays ?? []).map(({ date }) => date)),
  };
}

/** Days in a row without a business day. The facts allow fewer: 1,000 holidays, all on the one working day of the week. */
const MAX_IDLE_DAYS = 7_500;

const isBusinessDay = (day: Temporal.PlainDate, { weekend, holidays }: BusinessCalendar) =>
  !weekend.includes(day.dayOfWeek) && !holidays.has(day.toString());

const dayOf = (moment: string, { timeZone }: BusinessCalendar) =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate();

/** The first moment of a day as a UTC instant; not midnight where summer time begins at midnight. */
const startOf = (day: Temporal.PlainDate, { timeZone }: BusinessCalendar) =>
  new Date(day.toZonedDateTime(timeZone).toInstant().epochMilliseconds).toISOString();

/** The `count`-th business day from a day on, that day included. @throws {RangeError} when there is none for 20 years */
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
 * The last moment from which so many full business days lie before a moment: the local midnight that begins the `days`-th
 * business day before its local day. Moments are UTC instants, here and below.
 * @param days 1 or more
 * @throws {RangeError} when the calendar's zone does not exist, or it has no business day for 20 years
 */
export function businessDaysBefore(moment: string, days: number, calendar: BusinessCalendar): string {
  const yesterday = dayOf(moment, calendar).subtract({ days: 1 });
  return startOf(businessDay(yesterday, days, -1, calendar), calendar);
}

/** The first day that lies entirely after a moment. */
function fullDayFrom(moment: string, calendar: BusinessCalendar): Temporal.PlainDate {
  const day = dayOf(moment, calendar);
  return startOf(day, calendar) >= moment ? day : day.add({ days: 1 });
}

/**
 * The first moment at which so many full business days have passed since a moment: the local midnight that ends the last.
 * @param days 1 or more
 * @throws {RangeError} as above
 */
export function afterFullBusinessDays(moment: string, days: number, calendar: BusinessCalendar): string {
  const last = businessDay(fullDayFrom(moment, calendar), days, 1, calendar);
  return startOf(last.add({ days: 1 }), calendar);
}

/** How many full business days lie between two moments; none if the second is not after the first. */
export function fullBusinessDays(from: string, until: string, calendar: BusinessCalendar): number {
  const first = fullDayFrom(from, calendar);
  const days = Math.max(0, first.until(dayOf(until, calendar)).days);
  return Array.from({ length: days }, (_none, at) => first.add({ days: at })).filter((day) =>
    isBusinessDay(day, calendar),
  ).length;
}

/** The hours between two moments that are no part of a full business day: on the business days of the two themselves. */
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
