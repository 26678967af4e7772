/** Keeping one verdict, and announcing a project that is flagged now or no longer is. */

import type { Announcement } from '../../events/catalogue.ts';
import type { Cycle } from '../domain/calendar.ts';
import type { Work } from '../domain/evidence.ts';
import { lifeOf } from '../domain/project.ts';
import { type Verdict, verdictWord } from '../domain/verdict.ts';
import { verdictAnnouncement } from '../domain/verdict-announcements.ts';
import type { Store } from '../kernel/store/store.ts';
import { type Conclusion, markConclusionAnnounced, writeConclusion } from '../ledger/conclusion.ts';
import { verdictKey } from '../ledger/keys.ts';
import { headlineOf } from '../ledger/verdicts.ts';
import type { Announce } from '../runtime/publish.ts';
import { isLookedFor } from './looked-for.ts';

/** What asked for the judgement; its moment is the one that announcements carry. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export interface Judging {
  readonly table: Store;
  readonly announce: Announce;
}

interface Decided {
  readonly release: string;
  readonly work: Work;
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  /** `undefined` where there is no verdict because the release is not judged (any more). */
  readonly cycle: Cycle | undefined;
  readonly was: Conclusion;
  readonly cause: Cause;
}

/** What became of a verdict: it stood already, it was written, or another was written meanwhile. */
export type Kept = 'unchanged' | 'written' | 'raced';

/** Writes the verdict where it is another, and announces what it changes for people. */
export async function keepVerdict({ table, announce }: Judging, decided: Decided): Promise<Kept> {
  const { release, work, verdict, was } = decided;
  const key = verdictKey(release, work.project);
  const quiet = announcementOf(decided, was.revision) === undefined ? verdict?.verdict : undefined;
  const headline = verdict && headlineOf(verdict);
  const now = await writeConclusion(table, key, was, verdict, { announced: quiet, headline });
  if (now === 'raced') return 'raced';
  const kept = now.revision === was.revision ? 'unchanged' : 'written';
  const announcement = announcementOf(decided, now.revision);
  if (announcement === undefined || (await waits(table, announcement, decided))) return kept;
  await announce([announcement]);
  await markConclusionAnnounced(table, key, now, verdict?.verdict ?? 'not-expected');
  return kept;
}

/** Nobody is flagged while it is being looked for what was missed: never announced, it is asked again by the clock. */
const waits = async (table: Store, { type }: Announcement, { work, cycle, cause }: Decided) =>
  type === 'ProjectFlagged' && cycle !== undefined && isLookedFor(table, work.project, cycle, cause);

function announcementOf({ release, work, verdict, was, cause }: Decided, revision: number) {
  const life = lifeOf(work.facts);
  if (life === undefined) return undefined;
  const told = verdictWord.safeParse(was.announced).data;
  const judged = { release, project: work.project, team: verdict?.team ?? life.team, train: life.train };
  return verdictAnnouncement(judged, told, verdict?.verdict, revision, cause.occurredAt);
}
