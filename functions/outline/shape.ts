/** What a message says, in a form that every renderer walks, so that no two channels say different things. */
import type { Line } from './line.ts';

/** Lines under a heading. */
export interface Block<Name extends string = string> {
  /** The section of a digest, or `announcement`. */
  readonly name: Name;
  readonly heading: string;
  readonly lines: readonly Line[];
  /** How many more there are than `lines`. */
  readonly left: number;
}

/** The block of a section: a line for each item, and how many more the section has. */
export const blockOf = <Name extends string, Item>(
  name: Name,
  heading: string,
  { items, total }: { readonly items: readonly Item[]; readonly total: number },
  lineOf: (item: Item) => Line,
): Block<Name> => ({ name, heading, lines: items.map(lineOf), left: total - items.length });

/** One of the next useful actions. */
export interface NextAction {
  readonly text: string;
  /** The page on which one click does it. */
  readonly to?: string;
  /** What it is about: `feature:code-search`. */
  readonly entity?: string;
}

export interface Outline {
  /** `Search, March 2024` */
  readonly title: string;
  /** The subject of an e-mail, or the text of a notification: the title, and the most important of what is in it. */
  readonly subject: string;
  /** One or two sentences, the most important first. */
  readonly lead: readonly Line[];
  readonly blocks: readonly Block[];
  /** How the last periods went, for channels that show no picture. */
  readonly trend: readonly Line[];
  readonly actions: readonly NextAction[];
  readonly footer: readonly Line[];
  /** The address of the page that shows all of it. */
  readonly page: string | undefined;
}

/** The heading of the actions, in every channel. */
export const NEXT = 'What to do next';

/** Counts what is not shown. */
export const moreWords = (left: number, shown: number): string =>
  shown === 0 ? `${left.toLocaleString('en-GB')} in all` : `and ${left.toLocaleString('en-GB')} more`;

/** A block with `atMost` lines; the others are counted. A single one left over is shown instead of being counted. */
export function capped(block: Block, atMost: number): Block {
  const all = block.lines.length + block.left;
  const shown = atMost > 0 && all === atMost + 1 ? all : atMost;
  const lines = block.lines.slice(0, shown);
  return { ...block, lines, left: all - lines.length };
}

/** The first of the caps whose result fits; without any lines of sections where none does. */
export function longestThatFits<Made>(
  caps: readonly number[],
  make: (cap: number) => Made,
  fits: (made: Made) => boolean,
): Made {
  for (const cap of caps) {
    const made = make(cap);
    if (fits(made)) return made;
  }
  return make(0);
}
