/** Derives the grade of one feature, and announces when it changes. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity, rubric as rubricEntity } from '../../../events/contract.ts';
import { type Computed, type Derivation, derive, type News } from '../../kernel/derived/derive.ts';
import { type Reader, readIdentity } from '../../kernel/derived/reader.ts';
import { LIFE, STARS } from '../../kernel/ledger/parts.ts';
import { lastSaid, ofType } from '../../kernel/model/facts.ts';
import { fitted } from '../../kernel/store/fitted.ts';
import { dueIn, gradeKey } from '../../kernel/store/keys.ts';
import { type Cause, deriving, type Working } from '../../kernel/working.ts';
import { earliest } from '../model/expiry.ts';
import { type Grade, gradeOf, ruleOnFactsFor } from '../model/grade.ts';
import { announcedGrade, gradeChanged } from '../model/grade-announcements.ts';
import { rubricVersions } from '../model/rubric.ts';
import { nextChangeAt, readStored, storable } from '../model/stored-grade.ts';

/** A feature to be graded, and what requested it. */
export interface Requested {
  readonly feature: string;
  readonly cause: Cause;
}

/** Grades features. @param asked each feature once */
export const gradeFeatures = (working: Working, asked: readonly Requested[]): Promise<void> =>
  derive(
    // Nothing depends on a stored grade.
    deriving(working, async () => {}),
    asked.map((each) => gradeDerivation(working, each)),
  );

export const gradeDerivation = ({ now }: Working, { feature, cause }: Requested): Derivation => ({
  key: gradeKey(feature),
  compute: (reader) => compute(reader, feature, now, cause),
});

/**
 * A former name has no grade of its own; nor has a feature that only projects mention. The rubric is read without a link:
 * a new one requests the grades of all listed features.
 */
async function compute(reader: Reader, feature: string, now: string, cause: Cause): Promise<Computed> {
  const { name, entries } = await readIdentity(reader, featureEntity(feature), [LIFE, STARS]);
  const facts = entries.map(({ fact }) => fact);
  if (facts.length === 0 || name !== feature) return { value: undefined };
  const rubric = await reader.listed.entries(rubricEntity, LIFE);
  const versions = rubricVersions(rubric.map(({ fact }) => fact));
  const ruleOnFacts = await ruleOnFactsFor(versions);
  const grade = gradeOf({ feature, facts, versions, ruleOnFacts }, now);
  const stored = grade && storable(grade);
  const dated = [...facts.map(({ detail }) => detail.occurredAt), ...versions.map(({ from }) => from)];
  const ahead = dated.filter((moment) => moment > now);
  // When the grade next changes by time alone.
  const due = earliest([...ahead, stored && nextChangeAt(stored, now)]);
  return {
    value: stored,
    ...(due === undefined ? {} : { attributes: { link: dueIn(due), linkKey: due } }),
    ...(grade && { news: (notified, count) => news(facts, grade, cause, notified, count) }),
  };
}

/** What is stored and announced of a grade is cut to this size. */
const MAX_NOTIFIED_BYTES = 40 * 1024;

/** A first grade without any star is no news. */
function news(
  facts: readonly Fact[],
  grade: Grade,
  cause: Cause,
  notified: string | undefined,
  count: number,
): News | undefined {
  const read = announcedGrade.parse(readStored(storable(grade), grade.at));
  const is = fitted(read, MAX_NOTIFIED_BYTES).value;
  const was = notified === undefined ? undefined : announcedGrade.parse(JSON.parse(notified));
  const text = canonicalJson(is);
  if (text === notified) return undefined;
  if (was === undefined && is.earned === 0) return { notified: text };
  const team = lastSaid(ofType(facts, 'FeatureRegistered'), ({ detail }) => detail.team);
  const titles = new Map(grade.stars.map(({ category, title }) => [category, title]));
  const graded = { feature: grade.feature, team, rubricVersion: grade.rubricVersion, titles };
  return { notified: text, announcement: gradeChanged(graded, was, is, count, cause.occurredAt) };
}
