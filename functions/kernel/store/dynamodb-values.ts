/**
 * JSON data and ranges of sort keys, as DynamoDB takes them. The document client also converts values, but it refuses maps
 * with a key `constructor`, loses keys `__proto__`, and takes no whole number above 2^53.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, type Key, MAX_SORT_KEY_BYTES, type Range, StoreUnavailableError } from './store.ts';

export type Attributes = Record<string, AttributeValue>;

export const toKeyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });

export function fromAttributes(attributes: Attributes): Item {
  const { pk, sk, ...rest } = fromMap(attributes);
  if (typeof pk !== 'string' || typeof sk !== 'string')
    throw new StoreUnavailableError(
      'damaged',
      'The table has other keys than pk and sk, or they are not text.',
    );
  return { ...rest, pk, sk };
}

/** @param map an item that is within the limits, or a map in one */
export function toAttributes(map: object): Attributes {
  return Object.fromEntries(
    Object.entries(map)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name.toWellFormed(), toValue(value)]),
  );
}

function toValue(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value.toWellFormed() };
  if (typeof value === 'number') return { N: `${value}` };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toValue) };
  if (typeof value === 'object' && value !== null) return { M: toAttributes(value) };
  return { NULL: true };
}

const fromMap = (map: Attributes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, fromValue(value)]));

function fromValue(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.L !== undefined) return value.L.map(fromValue);
  if (value.M !== undefined) return fromMap(value.M);
  if (value.NULL !== undefined) return null;
  throw new StoreUnavailableError(
    'damaged',
    `The table holds a value of the type ${Object.keys(value).join()}, which nothing here writes.`,
  );
}

/** A range of sort keys as DynamoDB takes it: no bound is empty or longer than a key, and it does not go backwards. */
export interface KeyBounds {
  readonly conditions: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Attributes;
  /** Whether an item that meets the conditions is nevertheless outside of the range. */
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
  // A character that does not fit sorts behind all shorter ones.
  const whole = bytes.toString('utf8', 0, characterStart(bytes, MAX_SORT_KEY_BYTES));
  return { key: whole + LAST_OF_BYTES[MAX_SORT_KEY_BYTES - Buffer.byteLength(whole)], isCut: true };
}

/** The start of the character that has a byte at some place. */
function characterStart(bytes: Buffer, place: number): number {
  let start = place;
  while (((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start -= 1;
  return start;
}
