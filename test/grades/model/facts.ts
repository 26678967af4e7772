/** Short ways to tell facts about stars in tests. Every one is read by its contract, as the ones that come in are. */
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { FactRecorded } from '../../../events/facts/feature.ts';
import { RubricPublished } from '../../../events/facts/rubric.ts';
import { StarGranted, StarNotApplicable, StarRevoked } from '../../../events/facts/star.ts';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { type Grade, gradeOf } from '../../../functions/grades/model/grade.ts';
import { type Rubric, rubricVersions } from '../../../functions/grades/model/rubric.ts';
import type { Star } from '../../../functions/grades/model/star.ts';
import { on, ordered } from '../../support/ledger-facts.ts';

let told = 0;
const common = (day: string) => {
  told += 1;
  return { version: 1, id: `star-${String(told).padStart(6, '0')}`, occurredAt: on(day) };
};

interface Said {
  readonly id?: string;
  readonly category?: string;
  readonly side?: 'team' | 'author';
  readonly actor?: string;
  readonly evidence?: string;
  readonly comment?: string;
  readonly rubricVersion?: string;
}
const usual = { feature: 'sort', category: 'docs', side: 'team', rubricVersion: 'v1' };

export const granted = (day: string, said: Said = {}): Fact =>
  StarGranted.read({ ...common(day), ...usual, ...said });
export const revoked = (day: string, said: Said = {}): Fact =>
  StarRevoked.read({ ...common(day), ...usual, ...said });
export const notApplicable = (day: string, said: Said = {}): Fact =>
  StarNotApplicable.read({ ...common(day), ...usual, comment: 'it has no user interface', ...said });
export const recorded = (
  day: string,
  key: string,
  value: string | number | boolean | null,
  rest: { id?: string; actor?: string; evidence?: string } = {},
): Fact => FactRecorded.read({ ...common(day), feature: 'sort', key, value, ...rest });

/** A category as a rubric names it; whatever is not said is usual. */
export type Given = Partial<Omit<Rubric['categories'][number], 'category'>> & { readonly category?: string };

export const published = (day: string, rubricVersion: string, ...categories: readonly Given[]): Fact =>
  RubricPublished.read({
    ...common(day),
    rubricVersion,
    categories: categories.map((one) => ({
      category: 'docs',
      title: 'Documentation',
      team: 'writers',
      policy: 'team',
      criteria: 'A page is there.',
      ...one,
    })),
  });

/** Version v1, from the beginning of 2024. */
export const rubricOf = (...categories: readonly Given[]): Rubric[] =>
  rubricVersions([published('01-01', 'v1', ...categories)]);

const NEVER = new Error('no rubric holds');

/** The grade of the feature `sort` on a day, under v1 with these categories or under these versions. */
export function gradeOn(day: string, versions: readonly Rubric[], ...facts: readonly Fact[]): Grade {
  const grade = gradeOf({ feature: 'sort', facts: ordered(facts), versions, ruleOnFacts }, on(day));
  if (grade === undefined) throw NEVER;
  return grade;
}

/** Its only star. */
export function starOn(day: string, category: Given, ...facts: readonly Fact[]): Star {
  const [star] = gradeOn(day, rubricOf(category), ...facts).stars;
  if (star === undefined) throw NEVER;
  return star;
}

const days = [
  '01-01',
  '01-02',
  '02-01',
  '02-01T12:00',
  '03-01',
  '03-02',
  '04-01',
  '06-30',
  '12-31T23:59',
] as const;
export const anyDay = fc.constantFrom(...days);
const categoryId = fc.constantFrom('docs', 'tests', 'a11y', '__proto__');
const said = fc.record({
  category: categoryId,
  side: fc.constantFrom<('team' | 'author')[]>('team', 'author'),
  rubricVersion: fc.constantFrom('v1', 'v2', 'never-published'),
  id: fc.nat({ max: 60 }).map((at) => `any-${at}`),
});
const anyValue = fc.constantFrom(null, true, false, 0, 80, 80.5, 'yes');

/** Anything that can be said of the stars of `sort`, or recorded about it. */
export const anyStarFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.tuple(anyDay, said).map(([day, fields]) => granted(day, fields)),
  fc.tuple(anyDay, said).map(([day, fields]) => revoked(day, fields)),
  fc.tuple(anyDay, said).map(([day, fields]) => notApplicable(day, fields)),
  fc
    .tuple(anyDay, fc.constantFrom('coverage', 'audited'), anyValue, said)
    .map(([day, key, value, { id }]) => recorded(day, key, value, { id })),
);

const rules = [
  'facts.coverage >= 80',
  'facts.audited && facts.coverage > 1',
  'facts.audited || facts.coverage < 1',
];

const anyCategory = fc
  .record({
    policy: fc.constantFrom<Rubric['categories'][number]['policy'][]>(
      'team',
      'author',
      'either',
      'both',
      'check',
    ),
    check: fc.constantFrom(...rules),
    expiresAfter: fc.option(fc.constantFrom('P30D', 'P1M', 'PT12H', 'P1Y'), { nil: undefined }),
    enabledFrom: fc.option(anyDay.map(on), { nil: undefined }),
    attestAgain: fc.boolean(),
  })
  .map(({ check, ...rest }) => ({ ...rest, ...(rest.policy === 'check' ? { check } : {}) }));

const anyPublished = fc
  .tuple(
    anyDay,
    fc.constantFrom('v1', 'v2'),
    fc.uniqueArray(categoryId, { minLength: 1 }),
    fc.array(anyCategory, { minLength: 4, maxLength: 4 }),
  )
  .map(([day, version, ids, categories]) =>
    published(day, version, ...ids.map((category, index) => ({ ...categories[index], category }))),
  );

/** Versions of a rubric. */
export const anyVersions = fc
  .array(anyPublished, { minLength: 1, maxLength: 3 })
  .map((facts) => rubricVersions(ordered(facts)));

export const anyStarFacts = fc.array(anyStarFact, { maxLength: 20 });
