/** Streaks, computed from the verdicts of a train and never stored: a late fact can change any of them. */
import type { Store } from '../../kernel/store/store.ts';
import { streaksOf } from '../model/streak.ts';
import type { Verdict } from '../model/verdict.ts';
import { headlines } from './verdicts.ts';

/**
 * The streak of each project that shipped nothing, up to these verdicts.
 * @param before the judged releases before theirs on the train, oldest first
 */
export async function readStreaks(
  table: Store,
  verdicts: readonly Verdict[],
  before: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const streaks = streaksOf(verdicts);
  for (const release of before.toReversed()) {
    // No further back than the last time that each of them shipped.
    if (streaks.open.size === 0) break;
    for await (const page of headlines(table, release)) streaks.goBack(page);
  }
  return streaks.lengths();
}
