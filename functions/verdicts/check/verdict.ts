/** Derives one verdict, and announces when a project is flagged or cleared. */
import * as z from 'zod';
import { canonicalJson } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { type Cycle, cycle as cycleSchema } from '../../catalog/model/calendar.ts';
import { readSyncCursors, type SyncCursor } from '../../catalog/store/sync-cursors.ts';
import type { Computed, Derivation, News } from '../../kernel/derived/derive.ts';
import type { Reader } from '../../kernel/derived/reader.ts';
import { verdictKey, windowKey } from '../../kernel/store/keys.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Cause, Caused } from '../../kernel/working.ts';
import { judge } from '../model/judge.ts';
import { type Verdict, verdictWord } from '../model/verdict.ts';
import { verdictAnnouncement } from '../model/verdict-announcements.ts';
import { gatherWork } from '../store/judging-input.ts';
import { headlineOf } from '../store/verdicts.ts';

/** A project to be judged in a release. */
export interface Pair {
  readonly release: string;
  readonly project: string;
}

export const verdictOf = (caused: Caused, pair: Pair): Derivation => ({
  key: verdictKey(pair.release, pair.project),
  compute: (reader) => compute(caused, reader, pair),
});

/** The window is read without a link: when it moves, all verdicts of the release are requested by the teams of its train. */
async function compute(caused: Caused, reader: Reader, pair: Pair): Promise<Computed> {
  const window = await reader.listed.value(windowKey(pair.release));
  const cycle = window === undefined ? undefined : cycleSchema.parse(window);
  const verdict = cycle && judge(await gatherWork(reader, pair.project, cycle), cycle);
  return {
    value: verdict,
    attributes: verdict === undefined ? {} : { headline: headlineOf(verdict) },
    news: (notified, count) => news(caused, { ...pair, verdict, cycle }, notified, count),
  };
}

interface Judged extends Pair {
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  /** `undefined` where the release is not judged (any more). */
  readonly cycle: Cycle | undefined;
}

/** The last announced verdict, and to whom: a project that is gone is cleared for the team that was notified. */
const lastNotified = lazy(() => z.object({ word: verdictWord(), team: z.string(), train: z.string() }));
type LastNotified = Output<typeof lastNotified>;

/** People are notified when a project is flagged, or no longer is. */
async function news(
  { table, cause }: Caused,
  { release, project, verdict, cycle }: Judged,
  notified: string | undefined,
  count: number,
): Promise<News | undefined> {
  const before = notified === undefined ? undefined : lastNotified.parse(JSON.parse(notified));
  const now = notifiedOf(verdict, cycle, before);
  if (now === undefined || now.word === before?.word) return undefined;
  const judged = { release, project, team: now.team, train: now.train };
  const announcement = verdictAnnouncement(judged, before?.word, verdict?.verdict, count, cause.occurredAt);
  // No project is flagged while reconciliation is still looking for missed webhooks: the clock asks again.
  const isFlagged = announcement?.type === 'ProjectFlagged' && cycle !== undefined;
  if (isFlagged && (await awaitsReconcile(table, project, cycle, cause))) return undefined;
  return { notified: canonicalJson(now), announcement };
}

/** @returns `undefined` where there never was a verdict */
function notifiedOf(
  verdict: Verdict | undefined,
  cycle: Cycle | undefined,
  before: LastNotified | undefined,
): LastNotified | undefined {
  if (verdict === undefined || cycle === undefined) return before && { ...before, word: 'not-expected' };
  return { word: verdict.verdict, team: verdict.team, train: cycle.train };
}

/** How long to wait for reconciliation. After that the project is flagged, and what is found later clears it. */
const RECONCILE_TIMEOUT_MS = 24 * 3_600_000;

/**
 * Whether a source of a project's work is not reconciled up to the cut yet. Webhooks get lost, so it is not certain until
 * then that the project shipped nothing, and flagging it waits for a later turn of the clock. A source that is never
 * reconciled, or cannot be, is not waited for.
 */
async function awaitsReconcile(table: Store, project: string, cycle: Cycle, { occurredAt }: Cause) {
  if (Date.parse(occurredAt) > Date.parse(cycle.until) + RECONCILE_TIMEOUT_MS) return false;
  const cursors = await readSyncCursors(table, 'changes');
  return cursors.some((cursor) => concerns(cursor, project, cycle) && isBehind(cursor, cycle));
}

/** Labels can name a project from any repository of its train. */
const concerns = ({ projects, trains }: SyncCursor, project: string, { train }: Cycle) =>
  projects.includes(project) || trains.includes(train) || projects.length + trains.length === 0;

const isBehind = ({ parked, upTo }: SyncCursor, { until }: Cycle) =>
  parked === undefined && upTo !== undefined && upTo < until;
