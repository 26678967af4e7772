/** A digest as plain text: of an e-mail, and in a terminal. No escape sequences; addresses stand alone, to be clicked. */
import { addressesOf, type Line, wordsOf } from './line.ts';
import { type Block, capped, moreWords, NEXT, type NextAction, type Outline } from './shape.ts';
import { wrapped } from './wrap.ts';

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
    trend.lines.flatMap((one) => wrapped(wordsOf(one), WIDTH)),
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
