/** Decides on a star that people give: by what each side said last, under the policy of the category. */
import type { StarWord } from '../../../events/announcements/feature.ts';
import { compare } from '../../kernel/model/facts.ts';
import { earliest, expiryOf } from './expiry.ts';
import { type Category, type Policy, type Rubric, SIDES } from './rubric.ts';
import { type Given, type Ruling, sideName, statementWords } from './star.ts';
import type { SaidWord, Side, Statement } from './statements.ts';

/** A policy by which people decide on a star. */
type SaidPolicy = Exclude<Policy, 'check'>;

/** Whether a statement still stands, expiry aside. */
const stands = (given: Given | undefined): given is Given =>
  given !== undefined && given.askedAgainBy === undefined;

const isExpired = ({ expiresAt }: { readonly expiresAt?: string | undefined }, at: string): boolean =>
  expiresAt !== undefined && expiresAt <= at;

/** The last word of each side by a moment, and how long it holds. @param versions those that held by then, in order */
export function givenTo(
  category: Category,
  said: readonly Statement[],
  versions: readonly Rubric[],
  at: string,
): Ruling['given'] {
  const from = (side: Side) => {
    const last = said.findLast((statement) => statement.side === side && statement.at <= at);
    return last && givenFrom(last, category, versions);
  };
  return { team: from('team'), author: from('author') };
}

const givenFrom = (
  statement: Statement,
  { category, expiresAfter }: Category,
  versions: readonly Rubric[],
) => ({
  ...statement,
  expiresAt: statement.word === 'granted' ? expiryOf(statement.at, expiresAfter) : undefined,
  askedAgainBy: askedAgainBy(statement, category, versions),
});

/** Decides on a star that people give. @param policy of the category */
export function ruleOnWords(
  category: Category,
  policy: SaidPolicy,
  given: Ruling['given'],
  at: string,
): Ruling {
  const valid = [given.team, given.author].filter(stands);
  const last = valid.toSorted((a, b) => compare(a.at, b.at) || compare(a.event, b.event)).at(-1);
  const wordOf = (side: Side) => valid.find((one) => one.side === side)?.word;
  const settled = starWordOf(policy, wordOf('team'), wordOf('author'), last?.word);
  const makers = policy === 'either' ? [last] : SIDES[policy].map((side) => given[side]);
  const expiresAt = settled === 'earned' ? earliest(makers.map((maker) => maker?.expiresAt)) : undefined;
  const isDone = settled === 'not-applicable' || (settled === 'earned' && !isExpired({ expiresAt }, at));
  const granted = (side: Side) =>
    valid.some((one) => one.side === side && one.word === 'granted' && !isExpired(one, at));
  return {
    given,
    settled,
    expiresAt,
    missing: isDone ? [] : SIDES[policy].filter((side) => policy !== 'both' || !granted(side)),
    unknownFacts: [],
    because: saidBecause(category, policy, given, at),
  };
}

type Word = SaidWord | undefined;

/** Absent words are those of a side that has said nothing that holds. @param last the last word of either side */
function starWordOf(policy: SaidPolicy, team: Word, author: Word, last: Word): StarWord {
  if (policy === 'both') return wordOfBoth(team, author);
  return wordOfOne({ team, author, either: last }[policy]);
}

function wordOfOne(word: Word): StarWord {
  if (word === undefined) return 'unknown';
  return ({ granted: 'earned', revoked: 'not-earned', 'not-applicable': 'not-applicable' } as const)[word];
}

function wordOfBoth(team: Word, author: Word): StarWord {
  if (team === 'revoked' || author === 'revoked') return 'not-earned';
  return team === author ? wordOfOne(team) : 'unknown';
}

/** The policy and what each side said, in words. */
function saidBecause({ team }: Category, policy: SaidPolicy, given: Ruling['given'], at: string): string {
  const [owner, author] = [sideName('team', team), sideName('author', team)];
  const words = (side: Side) => statementWords(given[side], at);
  const each = `${owner}: ${words('team')}; ${author}: ${words('author')}`;
  switch (policy) {
    case 'team':
      return `${owner} decides: ${words('team')}`;
    case 'author':
      return `${author} decides: ${words('author')}`;
    case 'either':
      return `${owner} or ${author} decides, whichever spoke last: ${each}`;
    case 'both':
      return `${owner} and ${author} decide together: ${each}`;
  }
}

/**
 * The version of the rubric that requires a star again which was granted under an earlier one. What counts is the version
 * that the person saw, even if a newer one had just come. The same version, published again, requires nothing again.
 * @param versions those that held up to now, in order
 */
function askedAgainBy(
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

/** The version that a statement was made under: the one it names or, where that was not published, the one that held. */
function versionIndex({ rubricVersion, at }: Statement, versions: readonly Rubric[]): number {
  const named = versions.findLastIndex(({ version, from }) => version === rubricVersion && from <= at);
  return named !== -1 ? named : versions.findLastIndex(({ from }) => from <= at);
}
