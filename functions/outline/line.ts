/**
 * Lines of an outline, and the one way to make them: the template is our text, and what is put into it comes from others
 * and is cleaned. So every renderer may trust that a part is one line, and that a link leads to the web.
 */
import { link as address } from '../../events/fields.ts';
import { clean } from './clean.ts';

export type Part =
  | { readonly kind: 'plain' | 'strong'; readonly text: string }
  /** `to` is an http or https address, or a path that begins with one slash. */
  | { readonly kind: 'link'; readonly text: string; readonly to: string };
export type Line = readonly Part[];

/** Longest texts of others, in UTF-16 units: names, and anything else. */
const MAX_NAME_LENGTH = 80;
const MAX_WORDS_LENGTH = 160;
/** A longer address would leave no room for the text around it. */
const MAX_ADDRESS_LENGTH = 1000;

/** What a template may hold; undefined shows nothing. */
type Piece = string | number | Part | Line | undefined;

const NO_NAME = '(no name)';

/** What something is called, as a part of a text. */
export const named = (name: string, longest = MAX_NAME_LENGTH): string => clean(name, longest) || NO_NAME;

export const strong = (name: string): Part => ({ kind: 'strong', text: named(name) });

/** A text of others as the end of a sentence. */
export function ended(words: string): Part {
  const text = clean(words, MAX_WORDS_LENGTH);
  return { kind: 'plain', text: /[.!?…]$/.test(text) ? text : `${text}.` };
}

/** A link; only its words where the address is missing, invalid or too long. */
export function link(words: string, to: string | undefined): Part {
  const text = named(words, MAX_WORDS_LENGTH);
  const there = to === undefined ? undefined : addressOf(to);
  return there === undefined ? { kind: 'plain', text } : { kind: 'link', text, to: there };
}

/** The host that paths are parsed against. */
const HERE = 'http://here.invalid';

/** An address as browsers write it, without spaces, quotes and angle brackets. */
function addressOf(to: string): string | undefined {
  const read = address.safeParse(to);
  if (!read.success) return undefined;
  const { href } = new URL(read.data, HERE);
  const there = read.data.startsWith('/') ? href.slice(HERE.length) : href;
  return there.length <= MAX_ADDRESS_LENGTH ? there : undefined;
}

/** A line of our words, with texts of others in it. */
export function line(words: TemplateStringsArray, ...pieces: Piece[]): Line {
  const parts = words.flatMap((ours, index) => [
    { kind: 'plain' as const, text: ours },
    ...partsOf(pieces[index]),
  ]);
  return joined(parts.filter(({ text }) => text !== ''));
}

function partsOf(piece: Piece): Line {
  if (piece === undefined) return [];
  if (typeof piece === 'number') return [{ kind: 'plain', text: piece.toLocaleString('en-GB') }];
  if (typeof piece === 'string') return [{ kind: 'plain', text: clean(piece, MAX_WORDS_LENGTH) }];
  return 'kind' in piece ? [piece] : piece;
}

/** Joins plain parts that follow each other. */
function joined(parts: Line): Line {
  const made: Part[] = [];
  for (const part of parts) {
    const last = made.at(-1);
    if (last?.kind === 'plain' && part.kind === 'plain')
      made[made.length - 1] = { kind: 'plain', text: last.text + part.text };
    else made.push(part);
  }
  return made;
}

/** Lines one after the other, with a separator of our own. */
export const between = (lines: readonly Line[], separator: string): Line =>
  joined(lines.flatMap((one, index) => (index === 0 ? one : [{ kind: 'plain', text: separator }, ...one])));

/** `a, b and c` */
export const listed = (lines: readonly Line[]): Line => {
  const last = lines.at(-1);
  return lines.length < 2 || last === undefined
    ? between(lines, '')
    : line`${between(lines.slice(0, -1), ', ')} and ${last}`;
};

/** The text of a line, without formatting. */
export const wordsOf = (parts: Line): string => parts.map(({ text }) => text).join('');

/** The addresses that a line leads to, each once. */
export const addressesOf = (parts: Line): string[] => [
  ...new Set(parts.flatMap((part) => (part.kind === 'link' ? part.to : []))),
];

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `2nd`, `11th` */
export function ordinal(number: number): string {
  // Made when it is needed, which is seldom: making one takes longer than loading this file.
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(number);
  return `${number}${ENDINGS[rule] ?? 'th'}`;
}
