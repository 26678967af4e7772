/** The star that people give: what each side last said, under a policy. */
import { compare } from '../../kernel/model/facts.ts';
import { askedAgainBy } from './attest-again.ts';
import { earliest, expiryOf } from './expiry.ts';
import type { Category, Policy, Rubric } from './rubric.ts';
import { type Given, type Ruling, starWordOf } from './star.ts';
import { saidBecause } from './star-words.ts';
import { lastWord, type Side, type Statement } from './statements.ts';

export type SaidPolicy = Exclude<Policy, 'check'>;

/** Who speaks under a policy. */
const SPEAKERS: Readonly<Record<SaidPolicy, readonly Side[]>> = {
  team: ['team'],
  author: ['author'],
  either: ['team', 'author'],
  both: ['team', 'author'],
};

/** Whether what a side said still stands, unless it has expired. */
const stands = (given: Given | undefined): given is Given =>
  given !== undefined && given.askedAgainBy === undefined;

const isExpired = ({ expiresAt }: { readonly expiresAt?: string | undefined }, at: string): boolean =>
  expiresAt !== undefined && expiresAt <= at;

/** @param versions those that held by then, in order */
function givenFrom(statement: Statement | undefined, category: Category, versions: readonly Rubric[]) {
  if (statement === undefined) return undefined;
  const expiresAt = statement.word === 'granted' ? expiryOf(statement.at, category.expiresAfter) : undefined;
  return { ...statement, expiresAt, askedAgainBy: askedAgainBy(statement, category.category, versions) };
}

/** The last word of each side by a moment, and how long it holds. */
export function givenTo(
  category: Category,
  said: readonly Statement[],
  versions: readonly Rubric[],
  at: string,
): Ruling['given'] {
  const from = (side: Side) => givenFrom(lastWord(said, side, at), category, versions);
  return { team: from('team'), author: from('author') };
}

/** Rules on a star that people give. @param policy that of the category */
export function ruleOnWords(
  category: Category,
  policy: SaidPolicy,
  given: Ruling['given'],
  at: string,
): Ruling {
  const standing = [given.team, given.author].filter(stands);
  const last = standing.toSorted((a, b) => compare(a.at, b.at) || compare(a.event, b.event)).at(-1);
  const wordOf = (side: Side) => standing.find((one) => one.side === side)?.word;
  const settled = starWordOf(policy, wordOf('team'), wordOf('author'), last?.word);
  const makers = policy === 'either' ? [last] : SPEAKERS[policy].map((side) => given[side]);
  const expiresAt = settled === 'earned' ? earliest(makers.map((maker) => maker?.expiresAt)) : undefined;
  const isDone = settled === 'not-applicable' || (settled === 'earned' && !isExpired({ expiresAt }, at));
  const granted = (side: Side) =>
    standing.some((one) => one.side === side && one.word === 'granted' && !isExpired(one, at));
  return {
    given,
    settled,
    expiresAt,
    missing: isDone ? [] : SPEAKERS[policy].filter((side) => policy !== 'both' || !granted(side)),
    unknownFacts: [],
    because: saidBecause(category, policy, given, at),
  };
}
