/** What a star is, and how what the two sides say makes one. */
import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import type { Category, Policy } from './rubric.ts';
import type { FactValue, Recorded, SaidWord, Side, Statement } from './statements.ts';

/** What one side last said, and how long it holds. */
export interface Given extends Statement {
  /** UTC instant at which it no longer holds; only what was granted expires. */
  readonly expiresAt?: string | undefined;
  /** The version of the rubric that asks for it again: it no longer holds. */
  readonly askedAgainBy?: string | undefined;
}

/** What a star is made of, before it is asked whether it has expired. */
export interface Ruling {
  readonly given: { readonly team?: Given | undefined; readonly author?: Given | undefined };
  /** The word as if nothing had expired yet. */
  readonly settled: StarWord;
  /** When `settled` becomes unknown, UTC. */
  readonly expiresAt?: string | undefined;
  /** Who has yet to grant it, or must again, before it is earned: all of them, or for the policy `either` any. */
  readonly missing: readonly Side[];
  /** The recorded facts that its rule lacks, for the policy `check`. */
  readonly unknownFacts: readonly string[];
  /** The rule, who said what and when, and where one can see it: in words. */
  readonly because: string;
}

/** One category's star of one feature at one moment, and why it is what it is. */
export interface Star extends Ruling {
  readonly category: string;
  readonly title: string;
  /** The stakeholder team that owns the category. */
  readonly team: string;
  readonly policy: Policy;
  readonly word: StarWord;
  readonly isExpired: boolean;
  /** Whether it counts in the grade yet. */
  readonly counts: boolean;
  /** UTC instant from which it counts. */
  readonly enabledFrom?: string | undefined;
}

/** Stars earned, of those that count and apply. */
export function countOf(stars: readonly Pick<Star, 'word' | 'counts'>[]): { earned: number; of: number } {
  const counted = stars.filter(({ word, counts }) => counts && word !== 'not-applicable');
  return { earned: counted.filter(({ word }) => word === 'earned').length, of: counted.length };
}

type Word = SaidWord | undefined;

/**
 * The star that two words make under a policy; a side whose word is absent has said nothing that holds. Of `both`, a
 * word that is missing, or contradicted, makes no star and no refusal: unknown.
 * @param last what was said last, by whichever side
 */
export function starWordOf(policy: Exclude<Policy, 'check'>, team: Word, author: Word, last: Word): StarWord {
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

/** The day of a moment, in UTC. */
export const dayOf = (moment: string): string => moment.slice(0, 10);

/** `by github:mira on 2024-04-05 (https://…)` */
function source({ by, at, evidence }: Pick<Given, 'by' | 'at' | 'evidence'>): string {
  const who = by === undefined ? '' : `by ${by} `;
  return `${who}on ${dayOf(at)}${evidence === undefined ? '' : ` (${evidence})`}`;
}

const verbs = { granted: 'granted', revoked: 'taken back', 'not-applicable': 'said not to apply' } as const;

/** What became of what was said since. */
function since({ expiresAt, askedAgainBy }: Given, at: string): string {
  if (askedAgainBy !== undefined) return `, and version ${askedAgainBy} of the rubric asks for it again`;
  return expiresAt !== undefined && expiresAt <= at
    ? `, expired on ${dayOf(expiresAt)} and wants re-attesting`
    : '';
}

/** `granted by github:mira on 2024-04-05`; why it was not, or does not apply, belongs to it. */
function statementWords(given: Given | undefined, at: string): string {
  if (given === undefined) return 'nothing said yet';
  const reason = given.word === 'granted' || given.comment === undefined ? '' : `: ${given.comment}`;
  return `${verbs[given.word]} ${source(given)}${since(given, at)}${reason}`;
}

export const sideName = (side: Side, team: string): string =>
  side === 'team' ? `team ${team}` : 'the author';

/** Why people's words make the star that they make. */
export function saidBecause(
  { team }: Category,
  policy: 'team' | 'author' | 'either' | 'both',
  given: Ruling['given'],
  at: string,
): string {
  const words = (side: Side) => statementWords(given[side], at);
  const each = `${sideName('team', team)}: ${words('team')}; ${sideName('author', team)}: ${words('author')}`;
  switch (policy) {
    case 'team':
      return `${sideName('team', team)} decides: ${words('team')}`;
    case 'author':
      return `${sideName('author', team)} decides: ${words('author')}`;
    case 'either':
      return `${sideName('team', team)} or ${sideName('author', team)} decides, whoever spoke last: ${each}`;
    case 'both':
      return `${sideName('team', team)} and ${sideName('author', team)} decide together: ${each}`;
  }
}

const MAX_VALUE_LENGTH = 60;

const shown = (value: FactValue): string => {
  const text = JSON.stringify(value);
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH - 1).toWellFormed()}…`;
};

/** `coverage is 0.83, recorded by system:nightly on 2024-04-04 (https://…)` */
export const recordedWords = (recorded: readonly Recorded[]): string =>
  recorded
    .map((one) =>
      one.value === null
        ? `${one.key} is unknown`
        : `${one.key} is ${shown(one.value)}, recorded ${source(one)}`,
    )
    .join('; ');

/** Why the owning team's word stands before the rule. */
export const exceptionBecause = ({ team }: Category, given: Given, at: string): string =>
  `a rule decides, but ${sideName('team', team)} may say that it does not apply: ${statementWords(given, at)}`;

export interface RollUp {
  /** Features with a grade. */
  readonly features: number;
  readonly earned: number;
  readonly of: number;
  /** From 0 to 1; absent where no star applies, which is neither good nor bad. */
  readonly share?: number | undefined;
}

/**
 * Sums over features: `earned = Σ earned`, `of = Σ of`, `share = earned / of`. Every star weighs the same, so a feature to
 * which more stars apply weighs more; a feature without a grade (no rubric holds) weighs nothing.
 */
export function rollUp(
  grades: readonly ({ readonly earned: number; readonly of: number } | undefined)[],
): RollUp {
  const known = grades.flatMap((grade) => grade ?? []);
  const earned = known.reduce((sum, grade) => sum + grade.earned, 0);
  const of = known.reduce((sum, grade) => sum + grade.of, 0);
  return { features: known.length, earned, of, share: of === 0 ? undefined : earned / of };
}
