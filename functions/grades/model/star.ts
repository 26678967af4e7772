/** What a star is, and how what the two sides say makes one. */
import type { StarWord } from '../../../events/announcements/grade-changed.ts';
import type { Policy } from './rubric.ts';
import type { SaidWord, Side, Statement } from './statements.ts';

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
