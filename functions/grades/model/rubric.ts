/** The rubric: which categories there are, who gives their stars, and which version of it held when. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';

export type Policy = 'team' | 'author' | 'either' | 'both' | 'check';

/** One star that a feature can earn. */
export interface Category {
  readonly category: string;
  readonly title: string;
  /** The stakeholder team that owns it. */
  readonly team: string;
  readonly policy: Policy;
  readonly question?: string | undefined;
  readonly criteria: string;
  /** How it is earned, for whoever lacks it. */
  readonly solution?: string | undefined;
  /** The rule of the policy `check`. */
  readonly check?: string | undefined;
  /** ISO 8601 duration. */
  readonly expiresAfter?: string | undefined;
  /** UTC instant from which it counts; before, it is shown and does not. */
  readonly enabledFrom?: string | undefined;
  /** Whether stars given under an earlier version must be given again. */
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
 * The versions of the rubric, each from the moment it was published. A version that is published again holds with its
 * new content from then on, and with its old one before: what was graded stays as it was graded.
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
