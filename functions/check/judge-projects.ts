/** Judges projects in releases, as many together as a batch of reads takes. */
import type { Cycle } from '../domain/calendar.ts';
import { distinct } from '../domain/entries.ts';
import { judge } from '../domain/judge.ts';
import { releaseState } from '../domain/release.ts';
import type { Verdict } from '../domain/verdict.ts';
import { inParallel } from '../kernel/parallel.ts';
import type { Store } from '../kernel/store/store.ts';
import { readConclusions } from '../ledger/conclusion.ts';
import { verdictKey } from '../ledger/keys.ts';
import { readStates } from '../ledger/summary.ts';
import { readCalendar } from '../ledger/trains.ts';
import { gatherWorks } from '../ledger/works.ts';
import { type Cause, type Judging, type Kept, keepVerdict } from './keep-verdict.ts';

/** Verdicts made together: what is held in memory stays the same however many there are. */
const CHUNK = 100;

/** A project to be judged in a release. */
export interface Pair {
  readonly release: string;
  readonly project: string;
}

/**
 * Judges projects in releases, whoever asks and however often.
 * @param train that the releases are, or were, on
 * @param pairs those of one project side by side: its ledger is then read once for all of them
 * @returns the verdicts that hold
 */
export async function judgeProjects(
  judging: Judging,
  train: string,
  pairs: readonly Pair[],
  cause: Cause,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let from = 0; from < pairs.length; from += CHUNK) {
    let waiting: readonly Pair[] = pairs.slice(from, from + CHUNK);
    // Until nothing changes: who was overtaken judges again, and so does who wrote, for a fact may have come in between
    // whose own judgement found nothing to write. So whatever stands was looked at once more after it was written.
    while (waiting.length > 0) {
      const outcomes = await judgeTogether(judging, train, waiting, cause);
      const settled = outcomes.filter(({ kept }) => kept === 'unchanged');
      verdicts.push(...settled.flatMap(({ verdict }) => verdict ?? []));
      waiting = outcomes.filter(({ kept }) => kept !== 'unchanged').map(({ pair }) => pair);
    }
  }
  return verdicts;
}

interface Outcome {
  readonly pair: Pair;
  readonly kept: Kept;
  readonly verdict?: Verdict | undefined;
}

async function judgeTogether(
  judging: Judging,
  train: string,
  pairs: readonly Pair[],
  cause: Cause,
): Promise<Outcome[]> {
  const { table } = judging;
  // The revisions are read before anything that the verdicts are made from: see ledger/conclusion.ts.
  const held = await readConclusions(
    table,
    pairs.map(({ release, project }) => verdictKey(release, project)),
  );
  const cycles = await readCycles(table, train, distinct(pairs.map(({ release }) => release)));
  const works = await gatherWorks(table, distinct(pairs.map(({ project }) => project)));
  const workOf = new Map(works.map((work) => [work.project, work]));
  return inParallel([...pairs.entries()], async ([at, pair]) => {
    const cycle = cycles.get(pair.release);
    const work = workOf.get(pair.project);
    const was = held[at];
    const verdict = cycle === undefined || work === undefined ? undefined : judge(work, cycle);
    if (work === undefined || was === undefined) return { pair, kept: 'unchanged' };
    if (verdict === undefined && was.revision === 0) return { pair, kept: 'unchanged' };
    return {
      pair,
      verdict,
      kept: await keepVerdict(judging, { release: pair.release, work, verdict, cycle, was, cause }),
    };
  });
}

/**
 * The cycles of those releases that are judged: not yet, not any more, or under another name now, there is none.
 * @param expected the train that they are probably on
 */
async function readCycles(
  table: Store,
  expected: string,
  releases: readonly string[],
): Promise<Map<string, Cycle>> {
  const calendar = await readCalendar(table, expected);
  const present = new Set(calendar.releases.map(({ release }) => release));
  const elsewhere = releases.filter((release) => !present.has(release));
  const states = await readStates(table, 'release', releaseState, elsewhere);
  const trains = distinct([...states.values()].flatMap(({ train }) => train ?? []));
  const others = await inParallel(trains, (train) => readCalendar(table, train));
  const judged = [calendar, ...others].flatMap((each) => each.judged);
  return new Map(judged.map((cycle) => [cycle.release, cycle]));
}
