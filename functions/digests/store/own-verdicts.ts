/** The verdicts of some projects, by their keys: how a team's share of a release is read without that of all others. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import type { Store } from '../../kernel/store/store.ts';
import {
  hasShipped,
  isFlagged,
  streakOf,
  type Verdict,
  type VerdictWord,
} from '../../verdicts/model/verdict.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';

export interface OwnVerdict {
  readonly verdict: Verdict;
  readonly train: string;
  /** Judged releases in a row, up to this one, in which the project shipped nothing. */
  readonly streak: number;
}

/** Releases that are read at once on the way back to the last one in which a project shipped. */
const STEP = 6;

/**
 * The verdicts of projects in one release, each with its streak.
 * @param judged the judged releases of the train up to this one, in order
 */
export async function readOwnVerdicts(
  table: Store,
  projects: readonly string[],
  judged: readonly Cycle[],
): Promise<OwnVerdict[]> {
  const cycle = judged.at(-1);
  if (cycle === undefined) return [];
  const verdicts = await readVerdictsOf(
    table,
    projects.map((project) => ({ release: cycle.release, project })),
  );
  const before = judged.slice(0, -1).map(({ release }) => release);
  const streaks = await readOwnStreaks(table, verdicts, before);
  return verdicts.map((each) => ({
    verdict: each,
    train: cycle.train,
    streak: streaks.get(each.project) ?? 0,
  }));
}

async function readOwnStreaks(
  table: Store,
  verdicts: readonly Verdict[],
  before: readonly string[],
): Promise<Map<string, number>> {
  const silent = verdicts.filter((each) => isFlagged(each.verdict));
  const histories = new Map<string, VerdictWord[]>(
    silent.map(({ project, verdict: word }) => [project, [word]]),
  );
  const open = new Set(histories.keys());
  for (let until = before.length; until > 0 && open.size > 0; until -= STEP) {
    const releases = before.slice(Math.max(0, until - STEP), until).reverse();
    const wanted = releases.flatMap((release) => [...open].map((project) => ({ release, project })));
    const found = Map.groupBy(await readVerdictsOf(table, wanted), ({ release }) => release);
    for (const each of releases.flatMap((release) => found.get(release) ?? [])) goBack(histories, open, each);
  }
  return new Map([...histories].map(([project, history]) => [project, streakOf(history)]));
}

/** One release further back, for a project that has not shipped since. */
function goBack(
  histories: ReadonlyMap<string, VerdictWord[]>,
  open: Set<string>,
  { project, verdict: word }: Verdict,
): void {
  if (!open.has(project)) return;
  histories.get(project)?.unshift(word);
  if (hasShipped(word)) open.delete(project);
}
