/** Texts of others, cleaned to be shown anywhere: without invisible characters, and cut to the room that there is. */

// Control characters, line breaks, and what turns the direction of writing or hides text. The two joiners stay: emoji and
// Persian are written with them.
const UNSEEN = /(?:(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu;
// No language stacks more marks on a letter; a tower of them is drawn over the line above.
const TOWER = /(\p{M}{4})\p{M}+/gu;
const SPACES = /\s+/gu;
const HALF_A_PAIR = /[\ud800-\udbff]$/;

let segmenter: Intl.Segmenter | undefined;

/** Made with the first text that needs it: making it loads tables of Unicode, which takes longer than all of this file. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** The characters of a text as people see them. */
export const graphemesOf = (text: string): string[] => Array.from(graphemes(text), ({ segment }) => segment);

/** The first `longest` UTF-16 units at most, an emoji never cut in two. */
export function startOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  // Where the first character begins that does not fit.
  const end = graphemes(text.slice(0, longest + 1)).containing(longest)?.index ?? 0;
  // One character can be longer than the room, such as a family emoji of a hundred heads: then it is cut.
  return end === 0 ? text.slice(0, longest).replace(HALF_A_PAIR, '') : text.slice(0, end);
}

/** A text of at most `longest` UTF-16 units; a `…` stands for the rest. */
export const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${startOf(text, longest - 1).trimEnd()}…`;

/**
 * A text of others as one line.
 * @param longest in UTF-16 units
 */
export const clean = (text: string, longest: number): string =>
  cut(
    // Far more than is shown: the end of a title of megabytes need not be read.
    text
      .slice(0, longest * 20)
      .toWellFormed()
      .replace(UNSEEN, ' ')
      .replace(TOWER, '$1')
      .replace(SPACES, ' ')
      .trim(),
    longest,
  );
