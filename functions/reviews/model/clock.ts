/** The clock of a review: it goes by full business days, and only while it is the reviewers' turn. */
import {
  afterFullBusinessDays,
  type BusinessCalendar,
  businessDaysBefore,
  fullBusinessDays,
  hoursBeside,
} from '../../kernel/model/business-days.ts';
import type { Span } from './timeline.ts';

export interface Clock {
  /** The calendar that it goes by. */
  readonly calendar: BusinessCalendar;
  /** When the days are used up, UTC; absent while the clock stands still before that. */
  readonly lapsesAt?: string | undefined;
  /** The moment from which there is to be a reminder of that; never before it was the reviewers' turn. */
  readonly remindAt?: string | undefined;
  /** Full business days that were left when the last turn of the reviewers began; where the clock stands, now. */
  readonly left: number;
}

/**
 * The clock on one calendar. Days that have begun are not used up: each turn of the reviewers uses the full business days
 * that lie in it, and the next one has those that are left, counted from its own beginning.
 * @param days full business days that the reviewers have in all, 1 or more
 * @param remind full business days before the end
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
 * The clock of several reviewers is the one that ends last: it waits until the days of all of them are used up.
 * @param calendars of the reviewing side, one or more
 * @throws {RangeError} when there is none, or one of them has no business day for 20 years
 */
export function clockOf(
  calendars: readonly BusinessCalendar[],
  spans: readonly Span[],
  days: number,
  remind: number,
): Clock {
  const clocks = calendars.map((calendar) => clockOn(calendar, spans, days, remind));
  // One that stands still ends later than any that has an end.
  const end = ({ lapsesAt }: Clock) => lapsesAt ?? '~';
  const [first, ...more] = clocks;
  if (first === undefined) throw new RangeError('A review goes by one calendar at least.');
  return more.reduce((last, clock) => {
    const isLater = end(clock) > end(last) || (end(clock) === end(last) && clock.left > last.left);
    return isLater ? clock : last;
  }, first);
}

/** `1 full business day`, `3 full business days` */
export const inBusinessDays = (days: number): string =>
  `${days} full business ${days === 1 ? 'day' : 'days'}`;

/**
 * The full business days that are left before a moment, and the hours of those that are no full ones.
 * @param now UTC instant
 * @param until UTC instant
 * @returns `2 full business days and 5 h left`, `5 h left`, `less than 1 h left`, `no time left`
 */
export function businessTimeLeft(now: string, until: string, calendar: BusinessCalendar): string {
  if (until <= now) return 'no time left';
  const days = fullBusinessDays(now, until, calendar);
  const hours = Math.floor(hoursBeside(now, until, calendar));
  const parts = [days > 0 ? inBusinessDays(days) : '', hours > 0 ? `${hours} h` : ''].filter(Boolean);
  return `${parts.length === 0 ? 'less than 1 h' : parts.join(' and ')} left`;
}
