/** Judges projects in a release, and keeps and announces the verdicts. */

import { verdictAnnouncement } from '../domain/announcements.ts';
import type { Cycle } from '../domain/calendar.ts';
import type { Work } from '../domain/evidence.ts';
import { judge } from '../domain/judge.ts';
import { lifeOf } from '../domain/project.ts';
import { type Verdict, verdictWord } from '../domain/verdict.ts';
import {
  type Conclusion,
  markConclusionAnnounced,
  readConclusions,
  writeConclusion,
} from '../ledger/conclusion.ts';
import { verdictKey } from '../ledger/keys.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import { inParallel } from '../ledger/parallel.ts';
import { readCalendar, readRelease } from '../ledger/trains.ts';
import { gatherWorks } from '../ledger/works.ts';
import type { Announce } from '../runtime/publish.ts';

/** Projects judged together: what is held in memory stays the same however many there are. */
const CHUNK = 50;

/** What asked for the judgement; its moment is the one that announcements carry. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export interface Judging {
  readonly table: LedgerTable;
  readonly announce: Announce;
}

/** Judges projects in one release, whoever asks and however often. @returns the verdicts that hold */
export async function judgeProjects(
  judging: Judging,
  release: string,
  projects: readonly string[],
  cause: Cause,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let from = 0; from < projects.length; from += CHUNK) {
    let waiting = projects.slice(from, from + CHUNK);
    // Whoever was overtaken while reading reads again: the one who writes last has seen all that was there.
    while (waiting.length > 0) {
      const outcomes = await judgeTogether(judging, release, waiting, cause);
      verdicts.push(...outcomes.flatMap(({ verdict }) => verdict ?? []));
      waiting = outcomes.filter(({ raced }) => raced).map(({ project }) => project);
    }
  }
  return verdicts;
}

interface Outcome {
  readonly project: string;
  readonly raced: boolean;
  readonly verdict?: Verdict | undefined;
}

async function judgeTogether(
  judging: Judging,
  release: string,
  projects: readonly string[],
  cause: Cause,
): Promise<Outcome[]> {
  const { table } = judging;
  // The revisions are read before anything that the verdicts are made from: see ledger/conclusion.ts.
  const held = await readConclusions(
    table,
    projects.map((project) => verdictKey(release, project)),
  );
  const cycle = await readCycle(table, release);
  const works = await gatherWorks(table, projects);
  return inParallel([...works.entries()], async ([at, work]) => {
    const verdict = cycle === undefined ? undefined : judge(work, cycle);
    const was = held[at];
    if (was === undefined || (verdict === undefined && was.revision === 0))
      return { project: work.project, raced: false };
    const kept = await keep(judging, { release, work, verdict, was, cause });
    return kept ? { project: work.project, raced: false, verdict } : { project: work.project, raced: true };
  });
}

/** The cycle of a release that is judged; `undefined` for one that is not, or not yet, or goes by another name now. */
async function readCycle(table: LedgerTable, release: string): Promise<Cycle | undefined> {
  const train = (await readRelease(table, release))?.train;
  if (train === undefined) return undefined;
  const { judged } = await readCalendar(table, train);
  return judged.find((each) => each.release === release);
}

interface Decided {
  readonly release: string;
  readonly work: Work;
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  readonly was: Conclusion;
  readonly cause: Cause;
}

/** Writes the verdict, and announces a project that is flagged now or no longer is. @returns false when overtaken */
async function keep({ table, announce }: Judging, decided: Decided): Promise<boolean> {
  const { release, work, verdict, was } = decided;
  const key = verdictKey(release, work.project);
  const quiet = announcementOf(decided, was.revision) === undefined ? verdict?.verdict : undefined;
  const now = await writeConclusion(table, key, was, verdict, quiet);
  if (now === 'raced') return false;
  const announcement = announcementOf(decided, now.revision);
  if (announcement === undefined) return true;
  await announce([announcement]);
  await markConclusionAnnounced(table, key, now, verdict?.verdict ?? 'not-expected');
  return true;
}

function announcementOf({ release, work, verdict, was, cause }: Decided, revision: number) {
  const life = lifeOf(work.facts);
  if (life === undefined) return undefined;
  const told = verdictWord.safeParse(was.announced).data;
  const judged = { release, project: work.project, team: verdict?.team ?? life.team, train: life.train };
  return verdictAnnouncement(judged, told, verdict?.verdict, revision, cause.occurredAt);
}
