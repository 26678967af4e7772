/** A digest as Markdown, as GitHub reads it. */
import type { Line, Part } from './line.ts';
import { markdownAddress, markdownStart, markdownText } from './markdown-escape.ts';
import {
  type Block,
  capped,
  longestThatFits,
  moreWords,
  NEXT,
  type NextAction,
  type Outline,
} from './shape.ts';

/** GitHub takes 65,536 characters in a comment, and somewhat less in a check. */
const MAX_LENGTH = 60_000;

/** Markdown of at most 60,000 characters; sections show as many lines as there is room for. */
export const asMarkdown = (outline: Outline): string =>
  longestThatFits(
    [10, 5, 0],
    (atMost) => markdownOf(outline, atMost),
    ({ length }) => length <= MAX_LENGTH,
  );

function markdownOf(outline: Outline, atMost: number): string {
  const { title, lead, blocks, trend, actions, footer, page } = outline;
  const parts = [
    `## ${markdownText(title)}`,
    ...lead.map(lineMarkdown),
    ...blocks.map((block) => blockMarkdown(capped(block, atMost), page)),
    ...trend.lines.map(lineMarkdown),
    actions.length === 0 ? '' : `### ${NEXT}\n\n${actions.map(actionMarkdown).join('\n')}`,
    ...footer.map(lineMarkdown),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockMarkdown({ heading, lines, left }: Block, page: string | undefined): string {
  const more = left > 0 ? [`- ${linked(moreWords(left, lines.length), page)}`] : [];
  const list = [...lines.map((one) => `- ${lineMarkdown(one)}`), ...more];
  return [`### ${markdownText(heading)}`, ...(list.length === 0 ? [] : ['', ...list])].join('\n');
}

const actionMarkdown = ({ text, to }: NextAction, index: number): string =>
  `${index + 1}. ${markdownStart(linked(text, to))}`;

const linked = (text: string, to: string | undefined): string =>
  to === undefined ? markdownText(text) : `[${markdownText(text)}](${markdownAddress(to)})`;

const lineMarkdown = (one: Line): string => markdownStart(one.map(partMarkdown).join(''));

function partMarkdown(part: Part): string {
  switch (part.kind) {
    case 'plain':
      return markdownText(part.text);
    case 'strong':
      return `**${markdownText(part.text)}**`;
    case 'link':
      return linked(part.text, part.to);
  }
}
