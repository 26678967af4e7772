/**
 * What DynamoDB takes. Every adapter checks it before a write, so all stores accept the same items.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
import {
  EXPIRES_AT,
  INDEXES,
  type Item,
  ItemRefusedError,
  type Key,
  MAX_ITEM_BYTES,
  MAX_PARTITION_KEY_BYTES,
  MAX_SORT_KEY_BYTES,
} from './store.ts';

/** Nested maps and lists: with the value in the innermost, these are DynamoDB's 32 levels. */
const MAX_DEPTH = 31;
/** DynamoDB takes somewhat less than 64 KB, and does not document exactly how much. */
const MAX_NAME_BYTES = 32 * 1024;
/** The AWS SDK loses an attribute of this name when it reads an item, but not a key of a map within. */
const LOST_ATTRIBUTE = '__proto__';
const MAX_NUMBER = 1e126;
const MIN_NUMBER = 1e-130;
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

const INDEX_KEYS = Object.values(INDEXES).flatMap(({ partitionKey, sortKey }) => [
  { attribute: partitionKey, max: MAX_PARTITION_KEY_BYTES },
  { attribute: sortKey, max: MAX_SORT_KEY_BYTES },
]);

/**
 * The bytes that DynamoDB counts for an item.
 * @throws {ItemRefusedError} when DynamoDB would not take it
 */
export function checkedSize(item: Item): number {
  refuseKeyPart(item, 'pk', item.pk, MAX_PARTITION_KEY_BYTES);
  refuseKeyPart(item, 'sk', item.sk, MAX_SORT_KEY_BYTES);
  for (const { attribute, max } of INDEX_KEYS) {
    if (item[attribute] !== undefined) refuseKeyPart(item, attribute, item[attribute], max);
  }
  const expiresAt = item[EXPIRES_AT];
  if (expiresAt !== undefined && typeof expiresAt !== 'number')
    throw refusal(item, `its ${EXPIRES_AT} is not a number`);
  if (Object.hasOwn(item, LOST_ATTRIBUTE)) throw refusal(item, `an attribute is called ${LOST_ATTRIBUTE}`);
  const bytes = attributesSize(item);
  if (bytes > MAX_ITEM_BYTES)
    throw refusal(item, `it has ${bytes} bytes, and an item has at most ${MAX_ITEM_BYTES}`);
  return bytes;
}

/** Whether an item can have this key; reads of any other key find nothing. */
export const isPossibleKey = ({ pk, sk }: Key): boolean =>
  isPossiblePart(pk, MAX_PARTITION_KEY_BYTES) && isPossiblePart(sk, MAX_SORT_KEY_BYTES);

export const isPossiblePartition = (pk: string): boolean => isPossiblePart(pk, MAX_PARTITION_KEY_BYTES);

/** A lone surrogate has no UTF-8 bytes of its own: it would be stored as the replacement character. */
const isPossiblePart = (text: string, max: number): boolean =>
  text !== '' && Buffer.byteLength(text) <= max && text.isWellFormed();

function refuseKeyPart(key: Key, attribute: string, value: unknown, max: number): void {
  if (typeof value !== 'string') throw refusal(key, `its ${attribute} is not text`);
  if (value === '') throw refusal(key, `its ${attribute} is empty`);
  if (!value.isWellFormed()) throw refusal(key, `its ${attribute} holds half of a surrogate pair`);
  const bytes = Buffer.byteLength(value);
  if (bytes > max) throw refusal(key, `its ${attribute} has ${bytes} bytes, and may have ${max}`);
}

const MAX_KEY_SHOWN = 200;

function refusal({ pk, sk }: Key, reason: string): ItemRefusedError {
  const shown = JSON.stringify([pk, sk]);
  const key = shown.length > MAX_KEY_SHOWN ? `${shown.slice(0, MAX_KEY_SHOWN)}...` : shown;
  return new ItemRefusedError(`The item ${key} cannot be stored: ${reason}.`);
}

function attributesSize(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) bytes += nameSize(item, name) + valueSize(item, value, 1);
  }
  return bytes;
}

function nameSize(item: Item, name: string): number {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0) throw refusal(item, 'an attribute or the key of a map is empty');
  if (bytes > MAX_NAME_BYTES)
    throw refusal(
      item,
      `an attribute or the key of a map has ${bytes} bytes, and may have ${MAX_NAME_BYTES}`,
    );
  return bytes;
}

function valueSize(item: Item, value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return Buffer.byteLength(value);
    case 'number':
      return numberSize(item, value);
    case 'boolean':
      return 1;
    case 'object':
      return value === null ? 1 : containerSize(item, value, depth);
    default:
      throw refusal(item, `it holds a ${typeof value}, which is not JSON data`);
  }
}

function containerSize(item: Item, container: object, depth: number): number {
  if (depth > MAX_DEPTH) throw refusal(item, `it is nested more than ${MAX_DEPTH} levels deep`);
  let bytes = CONTAINER_BYTES;
  if (Array.isArray(container)) {
    // JSON has no `undefined`: in a list it becomes null.
    for (const element of container) bytes += ELEMENT_BYTES + valueSize(item, element ?? null, depth + 1);
    return bytes;
  }
  for (const [name, value] of Object.entries(container)) {
    if (value !== undefined)
      bytes += ELEMENT_BYTES + nameSize(item, name) + valueSize(item, value, depth + 1);
  }
  return bytes;
}

/** A byte for each two significant digits, aligned at the decimal point; one more, and one for a minus. */
function numberSize(item: Item, value: number): number {
  if (value === 0) return 1;
  const magnitude = Math.abs(value);
  if (!(magnitude < MAX_NUMBER && magnitude >= MIN_NUMBER))
    throw refusal(item, `it holds the number ${value}, which is out of range`);
  const [mantissa = '', exponent = '0'] = magnitude.toExponential().split('e');
  const digits = mantissa.length === 1 ? 1 : mantissa.length - 1;
  // With an odd exponent the first pair is full; with an even one it has one digit.
  const pairs = Number(exponent) % 2 === 0 ? 1 + Math.ceil((digits - 1) / 2) : Math.ceil(digits / 2);
  return 1 + pairs + (value < 0 ? 1 : 0);
}

/** The possible keys, each once: DynamoDB refuses a request with duplicates. */
export function keysToRead(keys: readonly Key[]): readonly Key[] {
  const possible = keys.filter(isPossibleKey);
  if (possible.length < 2) return possible;
  return [...new Map(possible.map((key) => [`${key.pk.length} ${key.pk}${key.sk}`, key])).values()];
}

/** JSON data with replacement characters for halves of surrogate pairs, which UTF-8 cannot write. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name.toWellFormed(), wellFormed(each)]),
  );
}
