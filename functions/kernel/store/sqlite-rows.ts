/** An item as a row of its table, and back. */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { checkedSize, wellFormed } from './item-limits.ts';
import { EXPIRES_AT, INDEXES, type IndexName, type Item, StoreUnavailableError } from './store.ts';

export type Row = Record<string, SQLOutputValue>;

/** The columns of an item behind its key. @throws {ItemRefusedError} */
export function toRow(item: Item): SQLInputValue[] {
  checkedSize(item);
  const { pk: _pk, sk: _sk, card, ...rest } = item;
  return [
    ...indexColumns(item, 'listing'),
    ...indexColumns(item, 'links'),
    number(item[EXPIRES_AT]),
    number(item.revision),
    card === undefined ? null : json(card),
    json(rest),
  ];
}

function indexColumns(item: Item, index: IndexName): [string | null, string | null] {
  const { partitionKey, sortKey } = INDEXES[index];
  const [partition, key] = [item[partitionKey], item[sortKey]];
  return typeof partition === 'string' && typeof key === 'string' ? [partition, key] : [null, null];
}

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** JSON escapes halves of surrogate pairs, and hardly anything else is written like them. */
function json(value: unknown): string {
  const written = JSON.stringify(value);
  return written.includes('\\ud') ? JSON.stringify(wellFormed(value)) : written;
}

/** @throws {StoreUnavailableError} when its JSON is damaged */
export function toItem(row: Row): Item {
  const key = { pk: text(row.pk), sk: text(row.sk) };
  try {
    const item = Object.assign(parse(text(row.body)), key);
    return row.card === null ? item : Object.assign(item, { card: parse(text(row.card)) });
  } catch (error) {
    throw damaged(row, error);
  }
}

/** What a query of an index gives. @throws {StoreUnavailableError} when its JSON is damaged */
export function toListed(row: Row): Item {
  const { pk, sk, card, ...keys } = row;
  const listed = { ...keys, pk: text(pk), sk: text(sk) };
  try {
    return typeof card === 'string' ? Object.assign(listed, { card: parse(card) }) : listed;
  } catch (error) {
    throw damaged(row, error);
  }
}

export function pick(item: Item, only: readonly string[]): Item {
  const picked = only.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]);
  return { ...Object.fromEntries(picked), pk: item.pk, sk: item.sk };
}

function parse(body: string): Record<string, unknown> {
  return JSON.parse(body);
}

function damaged({ pk, sk }: Row, cause: unknown): StoreUnavailableError {
  const key = JSON.stringify([pk, sk]);
  const message = `The database is damaged: the item ${key} cannot be read. Restore it from a backup.`;
  return new StoreUnavailableError('damaged', message, { cause });
}

export function integer(value: SQLOutputValue | undefined): number {
  if (typeof value !== 'number') throw new TypeError('A column that holds a number holds something else.');
  return value;
}

export function text(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('A column that holds text holds something else.');
  return value;
}
