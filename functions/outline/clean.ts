/** Texts of others, made fit to be shown anywhere: nothing unseen in them, no longer than there is room. */

// Control characters, line breaks, and what turns the direction of writing or hides text. The two joiners stay: emoji and
// Persian are written with them.
const UNSEEN = /(?:(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;
// No language stacks more marks on a letter; a tower of them is drawn over what stands above it.
const TOWER = /(\p{M}{4})\p{M}+/gu;
const SPACES = /\s+/gu;
const HALF_A_PAIR = /[\ud800-\udbff]$/;

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A text in as many characters as people see, each whole. */
export const graphemesOf = (text: string): string[] =>
  Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);

/** The first `longest` UTF-16 units at most, an emoji never cut in two. */
export function startOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Where the character begins that does not fit any more.
  const end = GRAPHEMES.segment(text.slice(0, longest + 1)).containing(longest)?.index ?? 0;
  // A family of a hundred heads is one character, and longer than any room: then some of them do.
  return end === 0 ? text.slice(0, longest).replace(HALF_A_PAIR, '') : text.slice(0, end);
}

/** A text that is no longer than `longest` UTF-16 units; what was left out is a `…`. */
export const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${startOf(text, longest - 1).trimEnd()}…`;

/**
 * One line of words of others.
 * @param longest in UTF-16 units
 */
export const clean = (text: string, longest: number): string =>
  cut(
    // Far more than is kept: what a title of megabytes ends in need not be looked at.
    text
      .slice(0, longest * 20)
      .toWellFormed()
      .replace(UNSEEN, ' ')
      .replace(TOWER, '$1')
      .replace(SPACES, ' ')
      .trim(),
    longest,
  );
