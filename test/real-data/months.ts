/** Months, and the mornings on which their digests are made. */
import { after, type Period, periodOf } from '../../functions/kernel/model/period.ts';

/** Months in UTC, the first and the last included. */
export function monthsBetween(first: string, last: string): Period[] {
  const found: Period[] = [];
  for (let next = periodOf(first, 'UTC'); next !== undefined && next.name <= last; next = after(next))
    found.push(next);
  return found;
}

/** Seven o'clock on the day after a month. */
export const morningAfter = ({ until }: Pick<Period, 'until'>): string =>
  `${until.slice(0, 10)}T07:00:00.000Z`;
