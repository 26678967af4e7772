/** An outline as Markdown, as GitHub reads it. Texts of others are shown as they are, and format nothing. */
import type { Line, Part } from './line.ts';
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

/**
 * Markdown of at most 60,000 characters; sections show as many lines as there is room for.
 * @param caps lines of a section, the most first
 */
export const asMarkdown = (outline: Outline, caps: readonly number[] = [10, 5]): string =>
  longestThatFits(
    caps,
    (atMost) => markdownOf(outline, atMost),
    ({ length }) => length <= MAX_LENGTH,
  );

function markdownOf(outline: Outline, atMost: number): string {
  const { title, lead, blocks, trend, actions, footer, page } = outline;
  const parts = [
    `## ${markdownText(title)}`,
    ...lead.map(lineMarkdown),
    ...blocks.map((block) => blockMarkdown(capped(block, atMost), page)),
    ...trend.map(lineMarkdown),
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
  if (part.kind === 'link') return linked(part.text, part.to);
  return part.kind === 'strong' ? `**${markdownText(part.text)}**` : markdownText(part.text);
}

/** An invisible separator: GitHub no longer reads what stands on both sides of it as one word, also in replies by e-mail. */
const APART = '\u200b';

/** A text that formats, links, mentions and closes nothing. */
export const markdownText = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$!]/g, '\\$&')
    // Escaped or not, GitHub notifies whom an @ names, and notes on an issue that its number was named.
    .replace(/@(?=[\p{L}\p{N}])/gu, `@${APART}`)
    .replace(/#(?=\d)/g, `#${APART}`)
    .replace(/\bGH-(?=\d)/gi, `$&${APART}`)
    // GitHub makes links of bare addresses.
    .replace(/:(?=\/\/)/g, `:${APART}`)
    .replace(/\bwww(?=\.)/gi, `www${APART}`);

/** Escapes what makes a heading, a list or a rule at the beginning of a line. */
export const markdownStart = (escaped: string): string =>
  escaped.replace(/^(?=[-+=#])/, '\\').replace(/^(\d{1,9})(?=[.)])/, '$1\\');

const UNSAFE = /[\s()<>\\`|"'{}]/gu;

/**
 * An address as the target of a link. A link to an issue on GitHub would be noted on that issue, again for each digest:
 * GitHub's own address for links that are not noted leads to the same place.
 */
export const markdownAddress = (to: string): string =>
  to
    .replace(/^https:\/\/(?:www\.)?github\.com(?=\/)/, 'https://redirect.github.com')
    .replace(UNSAFE, percent)
    .replace(/&/g, '&amp;');

const percent = (sign: string): string =>
  `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
