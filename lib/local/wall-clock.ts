/**
 * When the clock on the wall of a place shows a time next. Croner finds the same moments, but where a zone skips a whole day;
 * Temporal, which digests need anyway, makes it a page of code without another package.
 */
import { Temporal } from 'temporal-polyfill';
import type { WallClock } from '../wiring.ts';

/** Further apart are no two days of a calendar: the 29th of February, around a year 2100. */
const MOST_DAYS = 8 * 366 + 1;

/**
 * The next moment after another. A time that a change of the clocks skips is then the first that exists after it (on AWS
 * it is left out; none of the wiring is at such an hour), and one that it repeats is the first of the two.
 * @param after milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws {RangeError} when there is no such zone, or never such a day
 */
export function nextFire(wanted: WallClock, timeZone: string, after: number): number {
  const time = Temporal.PlainTime.from({ hour: wanted.hour, minute: wanted.minute });
  const from = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const day = from.add({ days });
    if (!isWanted(day, wanted)) continue;
    const found = firstAt(day.toPlainDateTime(time), timeZone);
    if (found > after) return found;
  }
  throw new RangeError(`The calendar has no day for the schedule ${JSON.stringify(wanted)}.`);
}

const isWanted = (
  { dayOfWeek, day, month }: Temporal.PlainDate,
  { weekDay = dayOfWeek, day: wantedDay = day, months = [month] }: WallClock,
): boolean => dayOfWeek === weekDay && day === wantedDay && months.includes(month);

function firstAt(shown: Temporal.PlainDateTime, timeZone: string): number {
  const found = shown.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(shown)) return found.epochMilliseconds;
  // Skipped: `earlier` is then as long before the change as the time would have been after it.
  return (found.getTimeZoneTransition('next') ?? found).epochMilliseconds;
}
