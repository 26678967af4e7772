/** A digest as a message of Slack's incoming webhooks. */
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
import { slackLink, slackText } from './slack-escape.ts';

export interface SlackMessage {
  /** What notifications show, and whoever cannot show blocks. */
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
  /** Pages are not shown below the message: it says what is on them. */
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

/** Of a whole message. Slack refuses longer ones as `msg_blocks_too_long`. */
const MAX_IN_ALL = 12_000;
/** Slack cuts texts from here on. */
const MAX_IN_PLAIN = 4000;
const CAPS = [6, 4, 2, 1, 0] as const;
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

/** The same without blocks, at most 4,000 characters: for the one time that Slack does not take the blocks. */
export function slackPlain(outline: Outline): SlackMessage {
  const { title, actions, footer } = outline;
  const head = `*${slackText(title)}*`;
  const whole = (cap: number) =>
    [head, ...bodyOf(outline, cap), ...nextOf(actions), ...footer.map(lineOf)].join('\n\n');
  const fits = ({ length }: string) => length <= MAX_IN_PLAIN;
  const made = longestThatFits(CAPS, whole, fits);
  // What still is too long says what it is about and what to do, and in the end no more where.
  const short = [head, ...nextOf(actions)].join('\n\n');
  const shortest = [head, ...nextOf(actions.map(({ text }) => ({ text })))].join('\n\n');
  return { text: [made, short].find(fits) ?? shortest, ...QUIETLY };
}

/** No Markdown in a header; what would call somebody in a text is written otherwise all the same. */
const headerOf = (title: string): SlackBlock => {
  const text = title.replace(/</g, '‹').replace(/>/g, '›').replace(/@/g, '＠');
  return { type: 'header', text: { type: 'plain_text', text: startOf(text, MAX_IN_HEADER), emoji: false } };
};

const bodyOf = ({ lead, blocks, trend, page }: Outline, cap: number): string[] => [
  lead.map(lineOf).join('\n'),
  ...blocks.map((block) => blockText(capped(block, cap), page)),
  ...(trend.lines.length === 0 ? [] : [trend.lines.map(lineOf).join('\n')]),
];

function blockText({ heading, lines, left }: Block, page: string | undefined): string {
  const more = left > 0 ? [slackLink(moreWords(left, lines.length), page)] : [];
  return [`*${slackText(heading)}*`, ...[...lines.map(lineOf), ...more].map((one) => `• ${one}`)].join('\n');
}

/** Each with its address, they can be too long for one section. */
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
  switch (part.kind) {
    case 'plain':
      return slackText(part.text);
    case 'strong':
      return `*${slackText(part.text)}*`;
    case 'link':
      return slackLink(part.text, part.to);
  }
}
