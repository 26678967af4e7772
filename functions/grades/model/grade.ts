/** The grade of a feature at a moment: its stars under the version of the rubric that holds then. */
import type { Fact } from '../../../events/catalogue.ts';
import type { ruleOnFacts } from './check-star.ts';
import { type Category, type Rubric, rubricAt } from './rubric.ts';
import { givenTo, ruleOnWords } from './said-star.ts';
import { countOf, type Ruling, type Star } from './star.ts';
import { type Recorded, recordedAt, recordedIn, type Statements, statementsOf } from './statements.ts';

/** How many stars a feature has, of those that count and apply to it. It is information; nothing waits for it. */
export interface Grade {
  readonly feature: string;
  readonly rubricVersion: string;
  readonly at: string;
  /** In the order of the rubric. */
  readonly stars: readonly Star[];
  readonly earned: number;
  readonly of: number;
}

/** What the grades of a feature are computed from. */
export interface Graded {
  readonly feature: string;
  /** Its ledger, including those of its former names, in order. */
  readonly facts: readonly Fact[];
  /** In the order in which they were published. */
  readonly versions: readonly Rubric[];
  /** From `ruleOnFactsFor` for these versions. */
  readonly ruleOnFacts: RuleOnFacts;
}

/** Decides on a star by its rule over recorded facts. */
export type RuleOnFacts = typeof ruleOnFacts;

const nothingToRuleOn: RuleOnFacts = () => {
  throw new TypeError('No category of these versions is graded by a rule.');
};

/** The function that evaluates the rules of these versions. The rule language is loaded only where they have rules. */
export async function ruleOnFactsFor(versions: readonly Rubric[]): Promise<RuleOnFacts> {
  const hasRules = versions.some(({ categories }) => categories.some(({ policy }) => policy === 'check'));
  return hasRules ? (await import('./check-star.ts')).ruleOnFacts : nothingToRuleOn;
}

/** `Graded`, prepared once for any number of moments. */
export interface Ground extends Omit<Graded, 'facts'> {
  readonly statements: Statements;
  readonly recorded: readonly Recorded[];
}

export const groundOf = ({ facts, ...graded }: Graded): Ground => ({
  ...graded,
  statements: statementsOf(facts),
  recorded: recordedIn(facts),
});

/** The grade as of a moment (inclusive); `undefined` when no rubric holds then. Later facts and versions change nothing. */
export const gradeOf = (graded: Graded, at: string): Grade | undefined => gradeAt(groundOf(graded), at);

export function gradeAt(ground: Ground, at: string): Grade | undefined {
  const rubric = rubricAt(ground.versions, at);
  if (rubric === undefined) return undefined;
  const versions = ground.versions.filter(({ from }) => from <= at);
  const recorded = recordedAt(ground.recorded, at);
  const stars = rubric.categories.map((category) => {
    const given = givenTo(category, ground.statements.get(category.category) ?? [], versions, at);
    const ruling =
      category.policy === 'check'
        ? ground.ruleOnFacts(category, given, recorded, at)
        : ruleOnWords(category, category.policy, given, at);
    return starOf(category, ruling, at);
  });
  return { feature: ground.feature, rubricVersion: rubric.version, at, stars, ...countOf(stars) };
}

function starOf({ category, title, team, policy, enabledFrom }: Category, ruling: Ruling, at: string): Star {
  const isExpired = ruling.expiresAt !== undefined && ruling.expiresAt <= at;
  return {
    category,
    title,
    team,
    policy,
    ...ruling,
    word: isExpired ? 'unknown' : ruling.settled,
    isExpired,
    counts: enabledFrom === undefined || enabledFrom <= at,
    enabledFrom,
  };
}
