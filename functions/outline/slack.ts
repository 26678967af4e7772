/** An outline as a message of Slack's incoming webhooks. Texts of others are shown as they are, and format nothing. */
import { startOf } from './clean.ts';
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
import {
  fitBlocks,
  MAX_BLOCKS,
  MAX_IN_HEADER,
  mrkdwn,
  type SlackBlock,
  section,
  sizeOf,
} from './slack-blocks.ts';

export interface SlackMessage {
  /** What notifications and clients without blocks show. */
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
  /** No previews of linked pages: the message says what is on them. */
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Characters of a whole message. Slack refuses longer ones as `msg_blocks_too_long`. */
const MAX_IN_ALL = 12_000;
/** Slack cuts texts from here on. */
const MAX_IN_PLAIN = 4000;
const CAPS = [6, 4, 2, 1];
const QUIETLY = { unfurl_links: false, unfurl_media: false } as const;

/** A message with blocks, at most 12,000 characters of JSON: fewer lines where they would be more, and every action. */
export function asSlack(outline: Outline): SlackMessage {
  const text = slackText(outline.subject);
  const head = headerOf(outline.title);
  const foot = [...actionsOf(outline), ...footerOf(outline)];
  const fixed = sizeOf({ text, blocks: [head, ...foot], ...QUIETLY });
  const room = { blocks: MAX_BLOCKS - 1 - foot.length, characters: MAX_IN_ALL - fixed };
  const middle = longestThatFits(
    CAPS,
    (cap) => bodyOf(outline, cap),
    (texts) => sizeOf(texts.map(section)) <= room.characters && texts.length <= room.blocks,
  );
  const omitted = slackLink('There is more than fits here', outline.page);
  return { text, blocks: [head, ...fitBlocks(middle, room, omitted), ...foot], ...QUIETLY };
}

/** The same without blocks, at most 4,000 characters: for when Slack refuses the blocks. */
export function slackPlain(outline: Outline): SlackMessage {
  const { title, actions, footer } = outline;
  const head = `*${slackText(title)}*`;
  const whole = (cap: number) =>
    [head, ...bodyOf(outline, cap), ...nextOf(actions), ...footer.map(lineOf)].join('\n\n');
  const fits = ({ length }: string) => length <= MAX_IN_PLAIN;
  const made = longestThatFits(CAPS, whole, fits);
  // If that is still too long: only the title and the actions, and in the end without their addresses.
  const short = [head, ...nextOf(actions)].join('\n\n');
  const shortest = [head, ...nextOf(actions.map(({ text }) => ({ text })))].join('\n\n');
  return { text: [made, short].find(fits) ?? shortest, ...QUIETLY };
}

/** Headers know no Markdown; signs that would mention somebody in a text are replaced all the same. */
const headerOf = (title: string): SlackBlock => {
  const text = title.replace(/</g, '‹').replace(/>/g, '›').replace(/@/g, '＠');
  return { type: 'header', text: { type: 'plain_text', text: startOf(text, MAX_IN_HEADER), emoji: false } };
};

const bodyOf = ({ lead, blocks, trend, page }: Outline, cap: number): string[] => [
  lead.map(lineOf).join('\n'),
  ...blocks.map((block) => blockText(capped(block, cap), page)),
  ...(trend.length === 0 ? [] : [trend.map(lineOf).join('\n')]),
];

function blockText({ heading, lines, left }: Block, page: string | undefined): string {
  const more = left > 0 ? [slackLink(moreWords(left, lines.length), page)] : [];
  return [`*${slackText(heading)}*`, ...[...lines.map(lineOf), ...more].map((one) => `• ${one}`)].join('\n');
}

/** Actions with their addresses can be too long for one section. */
const ANY_ROOM = { blocks: MAX_BLOCKS, characters: Number.POSITIVE_INFINITY };

const actionsOf = ({ actions }: Outline): SlackBlock[] =>
  actions.length === 0 ? [] : [{ type: 'divider' }, ...fitBlocks(nextOf(actions), ANY_ROOM, '')];

const nextOf = (actions: readonly NextAction[]): string[] => {
  const lines = actions.map(({ text, to }, index) => `${index + 1}. ${slackLink(text, to)}`);
  return lines.length === 0 ? [] : [[`*${NEXT}*`, ...lines].join('\n')];
};

const footerOf = ({ footer }: Outline): SlackBlock[] => {
  const text = footer.map(lineOf).join('\n');
  return text === '' ? [] : [{ type: 'context', elements: [mrkdwn(text)] }];
};

const lineOf = (one: Line): string => one.map(partOf).join('');

function partOf(part: Part): string {
  if (part.kind === 'link') return slackLink(part.text, part.to);
  return part.kind === 'strong' ? `*${slackText(part.text)}*` : slackText(part.text);
}

/** An invisible separator. */
const APART = '\u200b';

/**
 * Signs that format, and lookalikes that do not: Slack has no way to escape them. Underscores within a word stay, because
 * they format nothing and names are full of them.
 */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '∗'],
  [/~/g, '∼'],
  [/`/g, 'ˋ'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, 'ˍ'],
];

/** A text that formats nothing, links nothing and mentions nobody. */
export function slackText(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const plain = LOOKALIKES.reduce((left, [sign, lookalike]) => left.replace(sign, lookalike), escaped);
  return plain.replace(/@(?=[\p{L}\p{N}])/gu, `@${APART}`);
}

/** A longer address would leave no room for the rest. */
const MAX_ADDRESS_LENGTH = 1200;

/** A link; only its words where the address is a path, or too long. */
export function slackLink(text: string, to: string | undefined): string {
  const words = slackText(text).replace(/\|/g, '¦');
  const address = to?.replace(/\|/g, '%7C').replace(/&/g, '&amp;').replace(/</g, '%3C').replace(/>/g, '%3E');
  const leads = address?.startsWith('http') === true && address.length <= MAX_ADDRESS_LENGTH;
  return leads ? `<${address}|${words}>` : words;
}
