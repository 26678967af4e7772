/** Which periods an audience lacks a digest of. */
import type { Every } from '../../../events/fields.ts';
import { after, lastEnded, type Period, periodOf } from '../../kernel/model/period.ts';

/** Missing digests that are made up for, of one audience: those of two years. What is older is made when it is asked for. */
const MAX: Readonly<Record<Every, number>> = { week: 104, month: 24, quarter: 8 };

/**
 * The periods that have ended and lack a digest, oldest first: those after the last one that was made. Where none was
 * ever made, only the last that has ended: a history that was imported is not told of month by month.
 * @param lastMade the period of the newest digest
 * @param now UTC instant
 */
export function duePeriods(
  every: Every,
  zone: string,
  lastMade: string | undefined,
  now: string,
): readonly Period[] {
  const last = lastEnded(every, now, zone);
  const made = lastMade === undefined ? undefined : periodOf(lastMade, zone);
  if (made === undefined) return [last];
  const due: Period[] = [];
  for (let next = after(made); next.until <= last.until; next = after(next)) due.push(next);
  return due.slice(-MAX[every]);
}
