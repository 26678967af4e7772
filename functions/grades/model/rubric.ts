/** The rubric: its categories, who decides on their stars, and which version holds when. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { GradeReport } from './report.ts';
import type { Side } from './statements.ts';

/** One version of the rubric. It holds from a moment (inclusive) until another one does. */
export type Rubric = NonNullable<GradeReport['rubric']>;
export type Category = Rubric['categories'][number];
export type Policy = Category['policy'];

/** The sides that have a say under each policy. */
export const SIDES: Readonly<Record<Policy, readonly Side[]>> = {
  team: ['team'],
  author: ['author'],
  either: ['team', 'author'],
  both: ['team', 'author'],
  check: ['team'],
};

/**
 * The versions of the rubric, each from the moment it was published. A version that is published again has its new content
 * from then on and its old content before, so earlier grades stay as they were.
 * @param facts the rubric's ledger, in order
 */
export const rubricVersions = (facts: readonly Fact[]): Rubric[] =>
  ofType(facts, 'RubricPublished').map(({ detail }) => ({
    version: detail.rubricVersion,
    from: detail.occurredAt,
    categories: detail.categories.map(
      ({ question, solution, check, expiresAfter, enabledFrom, attestAgain, ...rest }) => ({
        ...rest,
        question: question ?? undefined,
        solution: solution ?? undefined,
        check: check ?? undefined,
        expiresAfter: expiresAfter ?? undefined,
        enabledFrom: enabledFrom ?? undefined,
        attestAgain: attestAgain ?? false,
      }),
    ),
  }));

/** @param versions in the order in which they were published */
export const rubricAt = (versions: readonly Rubric[], at: string): Rubric | undefined =>
  versions.findLast(({ from }) => from <= at);
