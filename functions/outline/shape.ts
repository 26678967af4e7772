/** What every channel says, before it looks like anything. Renderers walk it, so that no two say different things. */

import type { Line } from './line.ts';

/** One thing that is told of, under a heading. */
export interface Block<Name extends string = string> {
  /** What it is about: the section of a digest, or `announcement` for what is told at once. */
  readonly name: Name;
  readonly heading: string;
  readonly lines: readonly Line[];
  /** How many more there are than lines. */
  readonly left: number;
}

/** One of the next useful actions. */
export interface NextAction {
  readonly text: string;
  /** Where one click does it. */
  readonly to?: string;
  /** `feature:code-search`, what it is about. */
  readonly entity?: string;
}

/** One period, in numbers. */
export interface TrendPoint {
  readonly period: string;
  /** Projects that shipped, and those that shipped nothing. */
  readonly shipped: number;
  readonly silent: number;
  /** Steps that were done, of those that were due. */
  readonly completion: { readonly done: number; readonly of: number };
}

export interface Outline {
  /** `Search, March 2024` */
  readonly title: string;
  /** What an e-mail or a notification is headed with: the title, and the most important of what is in it. */
  readonly subject: string;
  /** One or two sentences, the most important first. */
  readonly lead: readonly Line[];
  readonly blocks: readonly Block[];
  readonly trend: {
    /** What a picture is drawn from; none where there is no trend to show. */
    readonly points: readonly TrendPoint[];
    /** The same as text, for channels that show no picture. */
    readonly lines: readonly Line[];
  };
  readonly actions: readonly NextAction[];
  readonly footer: readonly Line[];
  /** Where all of it is. */
  readonly page: string | undefined;
}

/** The heading of the actions, in every channel. */
export const NEXT = 'What to do next';

/** What stands for everything that is not shown. */
export const moreWords = (left: number, shown: number): string =>
  shown === 0 ? `${left.toLocaleString('en-GB')} in all` : `and ${left.toLocaleString('en-GB')} more`;

/** A block with as many lines as there is room for; the others are counted. The line that counts one shows it instead. */
export function capped(block: Block, atMost: number): Block {
  const all = block.lines.length + block.left;
  const shown = atMost > 0 && all === atMost + 1 ? all : atMost;
  const lines = block.lines.slice(0, shown);
  return { ...block, lines, left: all - lines.length };
}

/** Makes it shorter and shorter until it fits; the shortest where none does. */
export function longestThatFits<Made>(
  caps: readonly [number, ...number[]],
  make: (cap: number) => Made,
  fits: (made: Made) => boolean,
): Made {
  const [first, ...rest] = caps;
  let made = make(first);
  for (const cap of rest) {
    if (fits(made)) break;
    made = make(cap);
  }
  return made;
}
