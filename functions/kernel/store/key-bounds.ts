/** A range of sort keys as DynamoDB takes it: no empty bound, none that is longer than a key may be, none backwards. */
import type { Attributes } from './attribute-values.ts';
import { MAX_SORT_KEY_BYTES, type Range } from './store.ts';

export interface KeyBounds {
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Attributes;
  /** Whether an item that the conditions let through is outside of the range all the same. */
  readonly excludes: (attributes: Attributes) => boolean;
}

/** @returns `undefined` when nothing can be in the range */
export function keyBounds(sortKey: string, { from = '', to }: Range): KeyBounds | undefined {
  const first = longestKey(from.toWellFormed());
  const last = to === undefined ? undefined : longestKey(to.toWellFormed());
  if (last !== undefined && (last.key === '' || isBehind(first.key, last.key))) return undefined;
  const condition = conditionOf(first.key, last?.key);
  return {
    conditions: condition === undefined ? [] : [condition],
    names: condition === undefined ? {} : { '#sort': sortKey },
    values: {
      ...(first.key === '' ? {} : { ':from': { S: first.key } }),
      ...(last === undefined ? {} : { ':to': { S: last.key } }),
    },
    excludes: (attributes) => first.isCut && attributes[sortKey]?.S === first.key,
  };
}

function conditionOf(from: string, to: string | undefined): string | undefined {
  if (from === '') return to === undefined ? undefined : '#sort <= :to';
  return to === undefined ? '#sort >= :from' : '#sort BETWEEN :from AND :to';
}

const isBehind = (text: string, other: string): boolean =>
  Buffer.compare(Buffer.from(text), Buffer.from(other)) > 0;

/** The last texts of so many bytes. */
const LAST_OF_BYTES = ['', '\u007f', '\u07ff', '\uffff'];

/** The last possible key that is not behind a text. */
function longestKey(text: string): { readonly key: string; readonly isCut: boolean } {
  const bytes = Buffer.from(text);
  if (bytes.length <= MAX_SORT_KEY_BYTES) return { key: text, isCut: false };
  // A character that does not fit any more sorts behind all that are shorter, whatever these are.
  const whole = bytes.toString('utf8', 0, characterStart(bytes, MAX_SORT_KEY_BYTES));
  return { key: whole + LAST_OF_BYTES[MAX_SORT_KEY_BYTES - Buffer.byteLength(whole)], isCut: true };
}

/** Where the character begins that has a byte at some place. */
function characterStart(bytes: Buffer, place: number): number {
  let start = place;
  while (((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start -= 1;
  return start;
}
