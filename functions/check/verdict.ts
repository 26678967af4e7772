/** One verdict, and announcing a project that is flagged now or no longer is. */
import { project as projectEntity } from '../../events/contract.ts';
import { type Cycle, cycle as cycleSchema } from '../domain/calendar.ts';
import { judge } from '../domain/judge.ts';
import { type Life, lifeOf } from '../domain/project.ts';
import { type Verdict, verdictWord } from '../domain/verdict.ts';
import { verdictAnnouncement } from '../domain/verdict-announcements.ts';
import type { Computed, Derivation, News } from '../kernel/derived/derive.ts';
import type { Reader } from '../kernel/derived/reader.ts';
import { LIFE } from '../kernel/ledger/parts.ts';
import { verdictKey, windowKey } from '../ledger/keys.ts';
import { headlineOf } from '../ledger/verdicts.ts';
import { gatherWork } from '../ledger/works.ts';
import type { Checking } from './checking.ts';
import { isLookedFor } from './looked-for.ts';

/** A project to be judged in a release. */
export interface Pair {
  readonly release: string;
  readonly project: string;
}

export const verdictOf = (checking: Checking, pair: Pair): Derivation => ({
  key: verdictKey(pair.release, pair.project),
  compute: (reader) => compute(checking, reader, pair),
});

/**
 * Judges a project in a release. It reads the release's window without a link: who moves a window asks for all of the
 * release's verdicts, which are listed by the teams of its train.
 */
async function compute(checking: Checking, reader: Reader, { release, project }: Pair): Promise<Computed> {
  const window = await reader.listed.value(windowKey(release));
  const cycle = window === undefined ? undefined : cycleSchema.parse(window);
  const work = cycle === undefined ? undefined : await gatherWork(reader, project, cycle);
  const verdict = cycle === undefined || work === undefined ? undefined : judge(work, cycle);
  const life = work?.facts ?? (await lifeFacts(reader, project));
  return {
    value: verdict,
    attributes: verdict === undefined ? {} : { headline: headlineOf(verdict) },
    news: (told, count) =>
      news(checking, { release, project, verdict, cycle, life: lifeOf(life) }, told, count),
  };
}

const lifeFacts = async (reader: Reader, project: string) =>
  (await reader.listed.entries(projectEntity(project), LIFE)).map(({ fact }) => fact);

interface Judged extends Pair {
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  /** `undefined` where the release is not judged (any more). */
  readonly cycle: Cycle | undefined;
  readonly life: Life | undefined;
}

/** What is told is the verdict's word; people hear of it when a project is flagged, or no longer is. */
async function news(
  { table, cause }: Checking,
  { release, project, verdict, cycle, life }: Judged,
  told: string | undefined,
  count: number,
): Promise<News | undefined> {
  const before = verdictWord.safeParse(told).data;
  const word = verdict?.verdict ?? 'not-expected';
  if (life === undefined || before === word || (before === undefined && verdict === undefined))
    return undefined;
  const judged = { release, project, team: verdict?.team ?? life.team, train: cycle?.train ?? life.train };
  const announcement = verdictAnnouncement(judged, before, verdict?.verdict, count, cause.occurredAt);
  // Nobody is flagged while it is being looked for what was missed: the clock asks again.
  if (
    announcement?.type === 'ProjectFlagged' &&
    cycle !== undefined &&
    (await isLookedFor(table, project, cycle, cause))
  )
    return undefined;
  return { told: word, announcement };
}
