/** Block Kit within its limits. */
import { graphemesOf, startOf } from './clean.ts';

/** https://docs.slack.dev/reference/block-kit/blocks: characters of a text and of a header, blocks of a message. */
export const MAX_IN_TEXT = 3000;
export const MAX_IN_HEADER = 150;
export const MAX_BLOCKS = 50;

/** Slack's own Markdown; verbatim, so that nothing in it becomes a link or a mention by itself. */
interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim: true;
}
export interface SlackSection {
  readonly type: 'section';
  readonly text: Mrkdwn;
}
export type SlackBlock =
  | SlackSection
  | { readonly type: 'header'; readonly text: { type: 'plain_text'; text: string; emoji: false } }
  | { readonly type: 'context'; readonly elements: readonly Mrkdwn[] }
  | { readonly type: 'divider' };

export const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });
export const section = (text: string): SlackSection => ({ type: 'section', text: mrkdwn(text) });

interface Room {
  readonly blocks: number;
  /** Of all texts together, as JSON. */
  readonly characters: number;
}

/**
 * Texts as sections. A text that is too long for one is split, at line breaks or spaces where there are any, and never
 * within a link; too many texts share sections; what does not fit is left out, and `omitted` says so.
 * @param texts in Slack's Markdown, escaped; empty ones make no section
 * @param omitted what stands for texts that were left out
 */
export function fitBlocks(texts: readonly string[], room: Room, omitted: string): SlackSection[] {
  const pieces = texts.flatMap((text) => split(text, MAX_IN_TEXT)).filter((text) => text.trim() !== '');
  const few = pieces.length > room.blocks ? shared(pieces) : pieces;
  if (fits(few, room)) return few.map(section);
  let shown = few.slice(0, Math.max(0, room.blocks - 1));
  while (shown.length > 0 && !fits([...shown, omitted], room)) shown = shown.slice(0, -1);
  return (fits([...shown, omitted], room) ? [...shown, omitted] : shown).map(section);
}

const fits = (texts: readonly string[], { blocks, characters }: Room): boolean =>
  texts.length <= blocks && sizeOf(texts.map(section)) <= characters;

/** Characters of a value as JSON: more than Slack counts, so it is always on the safe side. */
export const sizeOf = (value: unknown): number => JSON.stringify(value).length;

function shared(pieces: readonly string[]): string[] {
  const made: string[] = [];
  for (const piece of pieces) {
    const both = `${made.at(-1)}\n${piece}`;
    if (made.length > 0 && both.length <= MAX_IN_TEXT) made[made.length - 1] = both;
    else made.push(piece);
  }
  return made;
}

/** Links, escaped signs and whole letters: what a text must not be split within. */
const ATOMS = /<[^<>\n]*>|&(?:amp|lt|gt);|[^<&]+|[<&]/g;

function split(text: string, longest: number): string[] {
  if (text.length <= longest) return [text];
  const made: string[] = [];
  let current = '';
  for (const atom of atomsOf(text, longest)) {
    while (current !== '' && current.length + atom.length > longest) {
      const end = breakIn(current);
      made.push(current.slice(0, end));
      current = current.slice(end).replace(/^[ \n]/, '');
    }
    current += atom;
  }
  return [...made, current];
}

const atomsOf = (text: string, longest: number): string[] =>
  (text.match(ATOMS) ?? [])
    .flatMap((atom) => (/^[<&]/.test(atom) ? [atom] : graphemesOf(atom)))
    // An address that long is cut out: half of one leads nowhere.
    .map((atom) => (atom.length <= longest ? atom : atom.startsWith('<') ? '…' : startOf(atom, longest)));

/** Where to break: at the last line break, or the last space; at the end where that would leave next to nothing. */
function breakIn(text: string): number {
  const outside = text.replace(/<[^<>\n]*>/g, (link) => '.'.repeat(link.length));
  const found = [outside.lastIndexOf('\n'), outside.lastIndexOf(' ')];
  return found.find((at) => at > text.length / 2) ?? text.length;
}
