/** How stars are written in a terminal, in files and in documents: a sign each, so that colour is never the only one. */
import type { StarWord } from '../../../events/announcements/feature.ts';

export interface Signed {
  readonly word: StarWord;
  readonly isExpired: boolean;
  readonly counts: boolean;
}

const SIGNS: Readonly<Record<StarWord, string>> = {
  earned: '★',
  'not-earned': '☆',
  'not-applicable': '–',
  unknown: '?',
};
const EXPIRED = '⌛';

/** One sign; in brackets while the category does not count yet. */
export function signOf({ word, isExpired, counts }: Signed): string {
  const sign = isExpired ? EXPIRED : SIGNS[word];
  return counts ? sign : `(${sign})`;
}

export const LEGEND = `${SIGNS.earned} earned  ${SIGNS['not-earned']} not earned  ${SIGNS['not-applicable']} not applicable  ${SIGNS.unknown} unknown  ${EXPIRED} expired  ( ) does not count yet`;

/** The word for programs: `expired` is an unknown that was earned once. */
export const wordOf = ({ word, isExpired }: Signed): string => (isExpired ? 'expired' : word);

const WORDS: Readonly<Record<StarWord, string>> = {
  earned: 'earned',
  'not-earned': 'not earned',
  'not-applicable': 'not applicable',
  unknown: 'unknown',
};

/** A word for people, where there may be none. */
export const inWords = (word: StarWord | undefined): string =>
  word === undefined ? 'no such star' : WORDS[word];

export const dayOf = (moment: string): string => moment.slice(0, 10);
