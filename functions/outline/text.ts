/** An outline as plain text, for e-mail and terminals: no escape sequences, and addresses on lines of their own. */

import { graphemesOf } from './clean.ts';
import { addressesOf, type Line, wordsOf } from './line.ts';
import { type Block, capped, moreWords, NEXT, type NextAction, type Outline } from './shape.ts';

const WIDTH = 78;

/**
 * Plain text, at most 78 characters a line except for addresses, with a line break at its end.
 * @param atMost lines of a section that are shown; the others are counted
 */
export function asText(outline: Outline, atMost = 10): string {
  const { title, lead, blocks, trend, actions, footer } = outline;
  const parts = [
    underlined(title, '='),
    ...lead.map((one) => wrapped(wordsOf(one), WIDTH)),
    ...blocks.map((block) => blockText(capped(block, atMost))),
    trend.flatMap((one) => wrapped(wordsOf(one), WIDTH)),
    actions.length === 0 ? [] : [...underlined(NEXT, '-'), ...actions.flatMap(actionText)],
    footer.flatMap((one) => lineText(one, '')),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function underlined(heading: string, under: string): string[] {
  const lines = wrapped(heading, WIDTH);
  return [...lines, under.repeat(Math.max(...lines.map(({ length }) => length)))];
}

const blockText = ({ heading, lines, left }: Block): string[] => [
  ...underlined(heading, '-'),
  ...lines.flatMap((one) => lineText(one, '- ')),
  ...(left > 0 ? [`- ${moreWords(left, lines.length)}`] : []),
];

const actionText = ({ text, to }: NextAction, index: number): string[] => [
  ...wrapped(text, WIDTH, `${index + 1}. `),
  ...(to === undefined ? [] : [`   ${to}`]),
];

/** A line, and below it the addresses that it leads to. */
const lineText = (one: Line, first: string): string[] => [
  ...wrapped(wordsOf(one), WIDTH, first),
  ...addressesOf(one).map((address) => `${' '.repeat(first.length)}${address}`),
];

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
