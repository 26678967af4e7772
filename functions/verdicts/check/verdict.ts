/** One verdict, and announcing a project that is flagged now or no longer is. */
import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { type Cycle, cycle as cycleSchema } from '../../catalog/model/calendar.ts';
import type { Computed, Derivation, News } from '../../kernel/derived/derive.ts';
import type { Reader } from '../../kernel/derived/reader.ts';
import { verdictKey, windowKey } from '../../kernel/store/keys.ts';
import type { Caused } from '../../kernel/working.ts';
import { judge } from '../model/judge.ts';
import { type Verdict, verdictWord } from '../model/verdict.ts';
import { verdictAnnouncement } from '../model/verdict-announcements.ts';
import { gatherWork } from '../store/judging-input.ts';
import { headlineOf } from '../store/verdicts.ts';
import { awaitsReconcile } from './awaits-reconcile.ts';

/** A project to be judged in a release. */
export interface Pair {
  readonly release: string;
  readonly project: string;
}

export const verdictOf = (caused: Caused, pair: Pair): Derivation => ({
  key: verdictKey(pair.release, pair.project),
  compute: (reader) => compute(caused, reader, pair),
});

/**
 * Judges a project in a release. It reads the release's window without a link: who moves a window asks for all of the
 * release's verdicts, which are listed by the teams of its train.
 */
async function compute(caused: Caused, reader: Reader, pair: Pair): Promise<Computed> {
  const window = await reader.listed.value(windowKey(pair.release));
  const cycle = window === undefined ? undefined : cycleSchema.parse(window);
  const verdict = cycle && judge(await gatherWork(reader, pair.project, cycle), cycle);
  return {
    value: verdict,
    attributes: verdict === undefined ? {} : { headline: headlineOf(verdict) },
    news: (told, count) => news(caused, { ...pair, verdict, cycle }, told, count),
  };
}

interface Judged extends Pair {
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  /** `undefined` where the release is not judged (any more). */
  readonly cycle: Cycle | undefined;
}

/** What was told, and to whom: a project that is gone is cleared for the team that heard of it. */
const lastTold = lazy(() => z.object({ word: verdictWord(), team: z.string(), train: z.string() }));
type LastTold = Output<typeof lastTold>;

/** People hear of it when a project is flagged, or no longer is. */
async function news(
  { table, cause }: Caused,
  { release, project, verdict, cycle }: Judged,
  told: string | undefined,
  count: number,
): Promise<News | undefined> {
  const before = told === undefined ? undefined : lastTold.parse(JSON.parse(told));
  const now = tellingOf(verdict, cycle, before);
  if (now === undefined || now.word === before?.word) return undefined;
  const judged = { release, project, team: now.team, train: now.train };
  const announcement = verdictAnnouncement(judged, before?.word, verdict?.verdict, count, cause.occurredAt);
  // Nobody is flagged while it is being looked for what was missed: the clock asks again.
  if (
    announcement?.type === 'ProjectFlagged' &&
    cycle !== undefined &&
    (await awaitsReconcile(table, project, cycle, cause))
  )
    return undefined;
  return { notified: canonicalJson(now), announcement };
}

/** @returns `undefined` where there never was a verdict to speak of */
function tellingOf(
  verdict: Verdict | undefined,
  cycle: Cycle | undefined,
  before: LastTold | undefined,
): LastTold | undefined {
  if (verdict === undefined || cycle === undefined) return before && { ...before, word: 'not-expected' };
  return { word: verdict.verdict, team: verdict.team, train: cycle.train };
}
