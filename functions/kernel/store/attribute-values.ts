/**
 * JSON data as DynamoDB's attribute values, and back. The document client does this too, but it refuses maps that have a
 * key `constructor`, loses keys `__proto__`, and takes no whole number above 2^53.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, type Key, StoreUnavailableError } from './store.ts';

export type Attributes = Record<string, AttributeValue>;

/** The attributes of an item that was checked against the limits. */
export const toAttributes = (item: Item): Attributes => toMap(item);

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

function toMap(map: object): Attributes {
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
  if (typeof value === 'object' && value !== null) return { M: toMap(value) };
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
