/** The clock of a review: it counts full business days, and runs only while it is the reviewers' turn. */
import {
  afterFullBusinessDays,
  type BusinessCalendar,
  businessDaysBefore,
  fullBusinessDays,
  hoursBeside,
} from '../../kernel/model/business-days.ts';
import { plural } from '../../outline/plural.ts';
import type { Span } from './timeline.ts';

export interface Clock {
  /** The calendar that it counts by. */
  readonly calendar: BusinessCalendar;
  /** When the days are used up, UTC; absent while the clock is stopped. */
  readonly lapsesAt?: string | undefined;
  /** When to remind of that; never before it was the reviewers' turn. */
  readonly remindAt?: string | undefined;
  /** Full business days left at the beginning of the reviewers' last turn or, while the clock is stopped, now. */
  readonly left: number;
}

/**
 * The clock on one calendar. Each turn of the reviewers uses up the full business days within it, and never a day that it
 * only touches; the next turn has the days that are left, counted from its beginning.
 * @param days full business days that the reviewers have in all, 1 or more
 * @param remind full business days before the end to remind of it
 */
function clockOn(calendar: BusinessCalendar, spans: readonly Span[], days: number, remind: number): Clock {
  let left = days;
  for (const { from, until } of spans.filter(({ turn }) => turn === 'reviewers')) {
    const lapsesAt = afterFullBusinessDays(from, left, calendar);
    if (until === undefined || lapsesAt <= until) {
      const before = businessDaysBefore(lapsesAt, remind, calendar);
      const isTooEarly = before < from;
      return { calendar, lapsesAt, remindAt: isTooEarly ? from : before, left };
    }
    left -= fullBusinessDays(from, until, calendar);
  }
  return { calendar, left };
}

/**
 * The clock of several reviewers is the one that ends last, so the days of all of them are used up.
 * @throws {RangeError} when there is no calendar, or one of them has no business day for 20 years
 */
export function clockOf(
  calendars: readonly BusinessCalendar[],
  spans: readonly Span[],
  days: number,
  remind: number,
): Clock {
  const clocks = calendars.map((calendar) => clockOn(calendar, spans, days, remind));
  // A stopped clock ends later than any that has an end.
  const end = ({ lapsesAt }: Clock) => lapsesAt ?? '~';
  const [first, ...more] = clocks;
  if (first === undefined) throw new RangeError('A review needs at least one calendar.');
  return more.reduce((last, clock) => {
    const isLater = end(clock) > end(last) || (end(clock) === end(last) && clock.left > last.left);
    return isLater ? clock : last;
  }, first);
}

/** `1 full business day`, `3 full business days` */
export const inBusinessDays = (days: number): string => plural(days, 'full business day');

/** `2 full business days and 5 h left`, `5 h left`, `less than 1 h left`, `no time left` */
export function businessTimeLeft(now: string, until: string, calendar: BusinessCalendar): string {
  if (until <= now) return 'no time left';
  const days = fullBusinessDays(now, until, calendar);
  const hours = Math.floor(hoursBeside(now, until, calendar));
  const parts = [days > 0 ? inBusinessDays(days) : '', hours > 0 ? `${hours} h` : ''].filter(Boolean);
  return `${parts.length === 0 ? 'less than 1 h' : parts.join(' and ')} left`;
}
