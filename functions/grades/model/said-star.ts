/** The star that people give: what each side last said, under a policy. */
import { compare } from '../../kernel/model/facts.ts';
import { earliest, expiryOf } from './expiry.ts';
import type { Category, Policy, Rubric } from './rubric.ts';
import { type Given, type Ruling, saidBecause, starWordOf } from './star.ts';
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

/**
 * The version, among those that came after a star was granted, that asks for it again. It was granted under the version
 * that whoever granted it had before their eyes, also when a newer one had just come. The same version, published
 * again, asks nothing of who granted it under that version.
 * @param versions those that held up to now, in order
 */
export function askedAgainBy(
  statement: Statement,
  category: string,
  versions: readonly Rubric[],
): string | undefined {
  if (statement.word !== 'granted') return undefined;
  const later = versions.slice(versionIndex(statement, versions) + 1);
  return later.find(
    ({ version, categories }) =>
      version !== statement.rubricVersion &&
      categories.some((one) => one.category === category && one.attestAgain),
  )?.version;
}

/** The version that a statement was made under: the one it names, or where nobody had published that, the one that held. */
function versionIndex({ rubricVersion, at }: Statement, versions: readonly Rubric[]): number {
  const named = versions.findLastIndex(({ version, from }) => version === rubricVersion && from <= at);
  return named !== -1 ? named : versions.findLastIndex(({ from }) => from <= at);
}
