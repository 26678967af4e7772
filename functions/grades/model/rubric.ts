/** The rubric: its categories, who decides on their stars, and which version holds when. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';
import type { Side } from './statements.ts';

export type Policy = 'team' | 'author' | 'either' | 'both' | 'check';

/** The sides that have a say under each policy. */
export const SIDES: Readonly<Record<Policy, readonly Side[]>> = {
  team: ['team'],
  author: ['author'],
  either: ['team', 'author'],
  both: ['team', 'author'],
  check: ['team'],
};

/** One star that a feature can earn. */
export interface Category {
  readonly category: string;
  readonly title: string;
  /** The stakeholder team that owns it. */
  readonly team: string;
  readonly policy: Policy;
  readonly question?: string | undefined;
  readonly criteria: string;
  /** How to earn it. */
  readonly solution?: string | undefined;
  /** The rule, for the policy `check`. */
  readonly check?: string | undefined;
  /** ISO 8601 duration. */
  readonly expiresAfter?: string | undefined;
  /** UTC instant from which it counts; before, it is shown and does not. */
  readonly enabledFrom?: string | undefined;
  /** Whether stars granted under an earlier version must be granted again. */
  readonly attestAgain: boolean;
}

/** One version of the rubric. It holds from a moment (UTC, inclusive) until another one does. */
export interface Rubric {
  readonly version: string;
  readonly from: string;
  /** In the order in which they are shown. */
  readonly categories: readonly Category[];
}

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

/**
 * The version that holds at a moment.
 * @param versions in the order in which they were published
 */
export const rubricAt = (versions: readonly Rubric[], at: string): Rubric | undefined =>
  versions.findLast(({ from }) => from <= at);
