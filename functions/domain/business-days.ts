/** Full business days on a team's calendar. */
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

/** Monday to Friday in one zone. */
export const weekdaysIn = (timeZone: string): BusinessCalendar => ({
  timeZone,
  weekend: [6, 7],
  holidays: new Set(),
});

const isBusinessDay = (day: Temporal.PlainDate, { weekend, holidays }: BusinessCalendar) =>
  !weekend.includes(day.dayOfWeek) && !holidays.has(day.toString());

/**
 * The last moment from which a number of full business days still lie before a moment: the local midnight that begins
 * the `days`-th business day before its local day.
 * @param moment UTC instant
 * @param days 1 or more
 * @returns UTC instant
 * @throws {RangeError} when the calendar's zone does not exist
 */
export function businessDaysBefore(moment: string, days: number, calendar: BusinessCalendar): string {
  let day = Temporal.Instant.from(moment).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  for (let left = days; left > 0; ) {
    day = day.subtract({ days: 1 });
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  const midnight = day.toZonedDateTime(calendar.timeZone).toInstant();
  return new Date(midnight.epochMilliseconds).toISOString();
}
