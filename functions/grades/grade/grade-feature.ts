/** One feature's grade, and announcing what it changes for people. */
import * as z from 'zod';
import { starWord } from '../../../events/announcements/grade-changed.ts';
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity, rubric as rubricEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { type Computed, type Derivation, derive, type News } from '../../kernel/derived/derive.ts';
import { type Reader, readIdentity } from '../../kernel/derived/reader.ts';
import { LIFE, STARS } from '../../kernel/ledger/parts.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { fitted } from '../../kernel/store/fitted.ts';
import { dueIn, gradeKey } from '../../kernel/store/keys.ts';
import { type Cause, deriving, type Working } from '../../kernel/working.ts';
import { earliest } from '../model/expiry.ts';
import { gradeOf, ruleOnFactsFor } from '../model/grade.ts';
import { gradeChanged } from '../model/grade-announcements.ts';
import { type Rubric, rubricVersions } from '../model/rubric.ts';
import { keepable, nextChangeAt, readKept, type StoredGrade } from '../model/stored-grade.ts';

/** A feature to be graded, and what asked for it. */
export interface Asked {
  readonly feature: string;
  readonly cause: Cause;
}

/** Grades features, whoever asks and however often. @param asked each feature once */
export const gradeFeatures = (working: Working, asked: readonly Asked[]): Promise<void> =>
  derive(
    // Nothing is computed from a stored grade.
    deriving(working, async () => {}),
    asked.map((each) => gradeDerivation(working, each)),
  );

export const gradeDerivation = ({ now }: Working, { feature, cause }: Asked): Derivation => ({
  key: gradeKey(feature),
  compute: (reader) => compute(reader, feature, now, cause),
});

/**
 * What is under another name now has no grade of its own; nor has what only projects speak of. A new rubric asks for the
 * grades of all features that are listed, so it is read without a link.
 */
async function compute(reader: Reader, feature: string, now: string, cause: Cause): Promise<Computed> {
  const { name, entries } = await readIdentity(reader, featureEntity(feature), [LIFE, STARS]);
  const facts = entries.map(({ fact }) => fact);
  if (facts.length === 0 || name !== feature) return { value: undefined };
  const rubric = await reader.listed.entries(rubricEntity, LIFE);
  const versions = rubricVersions(rubric.map(({ fact }) => fact));
  const ruleOnFacts = await ruleOnFactsFor(versions);
  const grade = gradeOf({ feature, facts, versions, ruleOnFacts }, now);
  const kept = grade && keepable(grade);
  const due = dueAt(facts, versions, kept, now);
  return {
    value: kept,
    ...(due === undefined ? {} : { attributes: { link: dueIn(due), linkKey: due } }),
    ...(kept === undefined
      ? {}
      : { news: (told, count) => news({ feature, facts, kept, now, cause }, told, count) }),
  };
}

/** When it reads differently though nothing happens. @returns UTC instant, or `undefined` for never */
function dueAt(
  facts: readonly Fact[],
  versions: readonly Rubric[],
  kept: StoredGrade | undefined,
  now: string,
): string | undefined {
  const ahead = [...facts.map(({ detail }) => detail.occurredAt), ...versions.map(({ from }) => from)];
  const next = kept && nextChangeAt(kept, now);
  return earliest([...ahead.filter((moment) => moment > now), ...(next === undefined ? [] : [next])]);
}

/** What was announced of a grade, as it is remembered with it. */
const reading = lazy(() =>
  z.object({
    earned: z.number(),
    of: z.number(),
    stars: z.array(z.object({ category: z.string(), word: starWord() })),
  }),
);

interface Decided {
  readonly feature: string;
  readonly facts: readonly Fact[];
  readonly kept: StoredGrade;
  readonly now: string;
  readonly cause: Cause;
}

const MAX_TOLD_BYTES = 40 * 1024;

/** First known and without a star, a grade is no news. */
function news(
  { feature, facts, kept, now, cause }: Decided,
  told: string | undefined,
  count: number,
): News | undefined {
  // What is remembered and announced of a grade is as much as fits beside it.
  const is = fitted(reading.parse(readKept(kept, now)), MAX_TOLD_BYTES).value;
  const was = told === undefined ? undefined : reading.parse(JSON.parse(told));
  const telling = canonicalJson(is);
  if (telling === told) return undefined;
  if (was === undefined && is.earned === 0) return { notified: telling };
  const team = lastSaid(ofType(facts, 'FeatureRegistered'), ({ detail }) => detail.team);
  const graded = { feature, team, rubricVersion: kept.rubricVersion };
  return { notified: telling, announcement: gradeChanged(graded, was, is, count, cause.occurredAt) };
}
