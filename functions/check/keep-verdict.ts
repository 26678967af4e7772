/** Keeping one verdict, and announcing a project that is flagged now or no longer is. */

import type { Work } from '../domain/evidence.ts';
import { lifeOf } from '../domain/project.ts';
import { type Verdict, verdictWord } from '../domain/verdict.ts';
import { verdictAnnouncement } from '../domain/verdict-announcements.ts';
import { type Conclusion, markConclusionAnnounced, writeConclusion } from '../ledger/conclusion.ts';
import { verdictKey } from '../ledger/keys.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { Announce } from '../runtime/publish.ts';

/** What asked for the judgement; its moment is the one that announcements carry. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export interface Judging {
  readonly table: LedgerTable;
  readonly announce: Announce;
}

interface Decided {
  readonly release: string;
  readonly work: Work;
  /** `undefined` when the project has no verdict in this release (any more). */
  readonly verdict: Verdict | undefined;
  readonly was: Conclusion;
  readonly cause: Cause;
}

/** Writes the verdict and announces what it changes for people. @returns false when another was written meanwhile */
export async function keepVerdict({ table, announce }: Judging, decided: Decided): Promise<boolean> {
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
