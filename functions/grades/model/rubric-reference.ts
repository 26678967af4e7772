/** The rubric for its reference page: what makes a feature ready, who says so, and since when that holds. */
import * as z from 'zod';
import { policy } from '../../../events/facts/rubric.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { Category, Rubric } from './rubric.ts';

const referenceCategory = lazy(() =>
  z.object({
    category: z.string(),
    title: z.string(),
    question: z.string().nullable(),
    criteria: z.string(),
    solution: z.string().nullable(),
    policy: policy(),
    team: z.object({ id: z.string(), title: z.string() }),
    check: z.string().nullable(),
    expiresAfter: z.string().nullable(),
    enabledFrom: z.string().nullable(),
  }),
);
type ReferenceCategory = Output<typeof referenceCategory>;

export const rubricReference = lazy(() =>
  z.object({
    total: z.int(),
    /** The version that holds; null while there is none. */
    rubricVersion: z.string().nullable(),
    from: z.string().nullable(),
    categories: z.array(referenceCategory()),
    /** Newest first. */
    versions: z.array(
      z.object({
        rubricVersion: z.string(),
        from: z.string(),
        /** Exclusive; null for the last one. */
        until: z.string().nullable(),
        categories: z.int(),
        changes: z.string(),
      }),
    ),
  }),
);
export type RubricReference = Output<typeof rubricReference>;

/**
 * @param versions in the order in which they were published
 * @param teams the titles of teams, by id
 */
export function rubricReferenceOf(
  versions: readonly Rubric[],
  holding: Rubric | undefined,
  teams: ReadonlyMap<string, string>,
): RubricReference {
  const categories = (holding?.categories ?? []).map((category) => categoryOf(category, teams));
  return {
    total: categories.length,
    rubricVersion: holding?.version ?? null,
    from: holding?.from ?? null,
    categories,
    versions: versions
      .map(({ version, from, categories: all }, at) => ({
        rubricVersion: version,
        from,
        until: versions[at + 1]?.from ?? null,
        categories: all.length,
        changes: changesBetween(versions[at - 1], all),
      }))
      .toReversed(),
  };
}

const categoryOf = (category: Category, teams: ReadonlyMap<string, string>): ReferenceCategory => ({
  category: category.category,
  title: category.title,
  question: category.question ?? null,
  criteria: category.criteria,
  solution: category.solution ?? null,
  policy: category.policy,
  team: { id: category.team, title: teams.get(category.team) ?? category.team },
  check: category.check ?? null,
  expiresAfter: category.expiresAfter ?? null,
  enabledFrom: category.enabledFrom ?? null,
});

/** Which categories came, went and changed with a version. */
function changesBetween(before: Rubric | undefined, now: readonly Category[]): string {
  if (before === undefined) return 'the first version';
  const then = new Map(before.categories.map((category) => [category.category, category]));
  const kept = new Set(now.map(({ category }) => category));
  const added = now.filter(({ category }) => !then.has(category));
  const gone = before.categories.filter(({ category }) => !kept.has(category));
  const changed = now.filter((category) => {
    const earlier = then.get(category.category);
    return earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(category);
  });
  const words = [
    ['new', added],
    ['changed', changed],
    ['gone', gone],
  ] as const;
  const said = words.flatMap(([word, all]) =>
    all.length === 0 ? [] : [`${word}: ${all.map(({ title }) => title).join(', ')}`],
  );
  return said.length === 0 ? 'the categories are the same' : said.join('; ');
}
