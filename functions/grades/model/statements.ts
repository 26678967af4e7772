/** What the ledger of a feature says of its stars: what people stated, and what was recorded for rules. */
import type { Fact } from '../../../events/catalogue.ts';
import { ofType } from '../../kernel/model/facts.ts';

export type Side = 'team' | 'author';
export type SaidWord = 'granted' | 'revoked' | 'not-applicable';

export interface Statement {
  /** Id of the fact. */
  readonly event: string;
  readonly at: string;
  readonly side: Side;
  readonly word: SaidWord;
  /** Who said it: `github:octocat`. */
  readonly by?: string | undefined;
  readonly comment?: string | undefined;
  readonly evidence?: string | undefined;
  /** The version of the rubric that the person saw. */
  readonly rubricVersion: string;
}

const WORDS = {
  StarGranted: 'granted',
  StarRevoked: 'revoked',
  StarNotApplicable: 'not-applicable',
} as const;

/** The type of the fact that says a word. */
export const STAR_FACTS = {
  granted: 'StarGranted',
  revoked: 'StarRevoked',
  'not-applicable': 'StarNotApplicable',
} as const satisfies Record<SaidWord, keyof typeof WORDS>;

/** `grants the star docs of sort`: the act of saying a word, as a sentence says it. */
export const saidWords = (word: SaidWord, category: string, feature: string): string =>
  ({
    granted: `grants the star ${category} of ${feature}`,
    revoked: `takes back the star ${category} of ${feature}`,
    'not-applicable': `says that ${category} does not apply to ${feature}`,
  })[word];

export type StarFact = Extract<Fact, { type: keyof typeof WORDS }>;

export const isStarFact = (fact: Fact): fact is StarFact => Object.hasOwn(WORDS, fact.type);

export const wordOf = ({ type }: StarFact): SaidWord => WORDS[type];

const statementOf = ({ type, detail }: StarFact): Statement => ({
  event: detail.id,
  at: detail.occurredAt,
  side: detail.side,
  word: WORDS[type],
  by: detail.actor,
  comment: detail.comment ?? undefined,
  evidence: detail.evidence,
  rubricVersion: detail.rubricVersion,
});

/** The statements of one feature by category, in order. A map, because a category can have any name. */
export type Statements = ReadonlyMap<string, readonly Statement[]>;

/** @param facts the feature's ledger with those of its former names, in order */
export function statementsOf(facts: readonly Fact[]): Statements {
  const byCategory = Map.groupBy(facts.filter(isStarFact), ({ detail }) => detail.category);
  return new Map([...byCategory].map(([category, said]) => [category, said.map(statementOf)]));
}

/** What was measured or looked up, for the rules of `check` policies. */
export type FactValue = string | number | boolean;

export interface Recorded {
  readonly key: string;
  /** `null` says that it is unknown from now on. */
  readonly value: FactValue | null;
  readonly at: string;
  readonly by?: string | undefined;
  readonly evidence?: string | undefined;
}

/** @param facts the feature's ledger with those of its former names, in order */
export const recordedIn = (facts: readonly Fact[]): Recorded[] =>
  ofType(facts, 'FactRecorded').map(({ detail }) => ({
    key: detail.key,
    value: detail.value,
    at: detail.occurredAt,
    by: detail.actor,
    evidence: detail.evidence,
  }));

/** The last value recorded under each key by a moment (inclusive). */
export const recordedAt = (recorded: readonly Recorded[], at: string): ReadonlyMap<string, Recorded> =>
  new Map(recorded.filter((one) => one.at <= at).map((one) => [one.key, one]));

/** The values that are known. */
export const knownValues = (recorded: Iterable<Recorded>): ReadonlyMap<string, FactValue> =>
  new Map([...recorded].flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const])));
