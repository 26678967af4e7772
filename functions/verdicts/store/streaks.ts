/** Streaks, computed from the verdicts of a train and never stored: a late fact can change any of them. */
import type { Store } from '../../kernel/store/store.ts';
import { hasShipped, isFlagged, streakOf, type Verdict, type VerdictWord } from '../model/verdict.ts';
import { headlines } from './verdicts.ts';

/**
 * The streak of each project that shipped nothing, up to these verdicts.
 * @param before the judged releases before theirs on the train, oldest first
 */
export async function readStreaks(
  table: Store,
  verdicts: readonly Verdict[],
  before: readonly string[],
): Promise<Map<string, number>> {
  const nothing = verdicts.filter(({ verdict }) => isFlagged(verdict));
  const histories = new Map<string, VerdictWord[]>(
    nothing.map(({ project, verdict }) => [project, [verdict]]),
  );
  const open = new Set(histories.keys());
  for (const release of before.toReversed()) {
    // No further back than the last time that each of them shipped.
    if (open.size === 0) break;
    for await (const page of headlines(table, release)) {
      for (const { project, verdict } of page.filter((each) => open.has(each.project))) {
        histories.get(project)?.unshift(verdict);
        if (hasShipped(verdict)) open.delete(project);
      }
    }
  }
  return new Map([...histories].map(([project, history]) => [project, streakOf(history)]));
}
