/** Text in lines of a fixed width. */
import { graphemesOf } from './clean.ts';

/**
 * Breaks a text at its spaces; a word that is longer than a line is broken between letters.
 * @param first what the first line begins with; the others are indented by as much
 * @param width in UTF-16 units
 */
export function wrapped(text: string, width: number, first = ''): string[] {
  const rest = ' '.repeat(first.length);
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ').flatMap((one) => broken(one, width - first.length))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width - first.length) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current].map((one, index) => (index === 0 ? first : rest) + one);
}

/** A word in pieces that fit into a line. */
function broken(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  const pieces: string[] = [''];
  for (const grapheme of graphemesOf(word).flatMap((one) => (one.length <= width ? one : [...one]))) {
    const last = pieces.length - 1;
    if ((pieces[last] ?? '').length + grapheme.length > width) pieces.push(grapheme);
    else pieces[last] += grapheme;
  }
  return pieces;
}
