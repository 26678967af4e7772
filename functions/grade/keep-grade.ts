/** Keeping one grade, and announcing what it changes for people. */
import * as z from 'zod';
import { starWord } from '../../events/announcements/grade-changed.ts';
import { canonicalJson } from '../../events/canonical-json.ts';
import type { Fact } from '../../events/catalogue.ts';
import { lastSaid, ofType } from '../domain/entries.ts';
import { gradeChanged } from '../domain/grade/grade-announcements.ts';
import { type KeptGrade, readKept } from '../domain/grade/kept-grade.ts';
import type { Store } from '../kernel/store/store.ts';
import { type Conclusion, markConclusionAnnounced, writeConclusion } from '../ledger/conclusion.ts';
import { gradeKey } from '../ledger/keys.ts';
import type { Announce } from '../runtime/publish.ts';

/** What asked for the grade; its moment is the one that announcements carry. */
export interface Cause {
  readonly id: string;
  readonly occurredAt: string;
}

export interface Grading {
  readonly table: Store;
  readonly announce: Announce;
  /** UTC instant: what has expired by then does not count. */
  readonly now: string;
}

interface Decided {
  readonly feature: string;
  readonly facts: readonly Fact[];
  readonly was: Conclusion;
  /** `undefined` when the feature has no grade (any more). */
  readonly content: KeptGrade | undefined;
  readonly due: string | undefined;
  readonly cause: Cause;
}

/** What was announced of a grade, as it is kept with it. */
const told = z.object({
  earned: z.number(),
  of: z.number(),
  stars: z.array(z.object({ category: z.string(), word: starWord })),
});

/** What became of a grade: it stood already, it was written, or another was written meanwhile. */
export type Kept = 'unchanged' | 'written' | 'raced';

/** Writes the grade where it is another, and announces what it changes for people. */
export async function keepGrade({ table, announce, now }: Grading, decided: Decided): Promise<Kept> {
  const { feature, was, content, due } = decided;
  const key = gradeKey(feature);
  const reading = content === undefined ? undefined : canonicalJson(told.parse(readKept(content, now)));
  const quiet = announcementOf(decided, was.revision, now) === undefined ? reading : undefined;
  const written = await writeConclusion(table, key, was, content, { announced: quiet, due });
  if (written === 'raced') return 'raced';
  const kept = written.revision === was.revision ? 'unchanged' : 'written';
  const announcement = announcementOf(decided, written.revision, now);
  if (announcement === undefined || reading === undefined) return kept;
  await announce([announcement]);
  await markConclusionAnnounced(table, key, written, reading);
  return kept;
}

/** First known and without a star, a grade is no news. */
function announcementOf({ feature, facts, was, content, cause }: Decided, revision: number, now: string) {
  if (content === undefined) return undefined;
  const before = was.announced === undefined ? undefined : told.parse(JSON.parse(was.announced));
  const reading = readKept(content, now);
  if (before === undefined && reading.earned === 0) return undefined;
  const team = lastSaid(ofType(facts, 'FeatureRegistered'), ({ detail }) => detail.team);
  const graded = { feature, team, rubricVersion: content.rubricVersion };
  return gradeChanged(graded, before, reading, revision, cause.occurredAt);
}
