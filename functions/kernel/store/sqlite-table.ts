/** The table of the store in a SQLite database: its schema, the statements over it, and items as rows. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { checkedSize, wellFormed } from './item-limits.ts';
import { EXPIRES_AT, INDEXES, type IndexName, type Item, StoreUnavailableError } from './store.ts';

/** Writes wait for a sweep, so one removes only so many items. */
export const MAX_SWEPT = 1000;

/**
 * `body` is the JSON of an item without its key and its card: the card comes before the body, so that a listing reads no
 * more of a large item. Not WITHOUT ROWID: rows of more than a quarter page would take whole pages of the tree of keys
 * (three times the file and the time to write, with facts of a kilobyte).
 */
export function createSchema(connection: DatabaseSync): void {
  connection.exec(`
    CREATE TABLE IF NOT EXISTS items (
      pk TEXT NOT NULL, sk TEXT NOT NULL,
      list TEXT, listKey TEXT, link TEXT, linkKey TEXT, expiresAt REAL, revision REAL,
      card TEXT, body TEXT NOT NULL,
      PRIMARY KEY (pk, sk)
    );
    CREATE INDEX IF NOT EXISTS listing ON items (list, listKey, pk, sk) WHERE list IS NOT NULL;
    CREATE INDEX IF NOT EXISTS links ON items (link, linkKey, pk, sk) WHERE link IS NOT NULL;
    CREATE INDEX IF NOT EXISTS expiring ON items (expiresAt, pk, sk) WHERE expiresAt IS NOT NULL;
  `);
}

const COLUMNS = 'pk, sk, list, listKey, link, linkKey, expiresAt, revision, card, body';
const VALUES = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?';

/** All ranges are half open, `[from, end)`: the next page begins behind the last item. */
export function statements(connection: DatabaseSync) {
  const index = ({ partitionKey, sortKey, includes }: (typeof INDEXES)[IndexName]) => {
    const columns = ['pk', 'sk', partitionKey, sortKey, ...includes].join(', ');
    const select = `SELECT ${columns} FROM items WHERE ${partitionKey} = ?`;
    return {
      forward: connection.prepare(
        `${select} AND (${sortKey}, pk, sk) >= (?, ?, ?) AND ${sortKey} < ? ORDER BY ${sortKey}, pk, sk LIMIT ?`,
      ),
      reverse: connection.prepare(
        `${select} AND ${sortKey} >= ? AND (${sortKey}, pk, sk) < (?, ?, ?) ORDER BY ${sortKey} DESC, pk DESC, sk DESC LIMIT ?`,
      ),
    };
  };
  const range = 'SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk >= ? AND sk < ?';
  return {
    put: connection.prepare(
      `INSERT INTO items (${COLUMNS}) VALUES (${VALUES}) ON CONFLICT (pk, sk) DO UPDATE SET
       (list, listKey, link, linkKey, expiresAt, revision, card, body) =
       (excluded.list, excluded.listKey, excluded.link, excluded.linkKey, excluded.expiresAt, excluded.revision, excluded.card, excluded.body)`,
    ),
    putIfAbsent: connection.prepare(`INSERT OR IGNORE INTO items (${COLUMNS}) VALUES (${VALUES})`),
    putIfRevision: connection.prepare(
      `UPDATE items SET list = ?, listKey = ?, link = ?, linkKey = ?, expiresAt = ?, revision = ?, card = ?, body = ?
       WHERE pk = ? AND sk = ? AND revision = ?`,
    ),
    remove: connection.prepare('DELETE FROM items WHERE pk = ? AND sk = ?'),
    removeIfRevision: connection.prepare('DELETE FROM items WHERE pk = ? AND sk = ? AND revision = ?'),
    get: connection.prepare('SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk = ?'),
    query: {
      forward: connection.prepare(`${range} ORDER BY sk LIMIT ?`),
      reverse: connection.prepare(`${range} ORDER BY sk DESC LIMIT ?`),
    },
    list: { listing: index(INDEXES.listing), links: index(INDEXES.links) },
    scan: connection.prepare(
      'SELECT pk, sk, card, body FROM items WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?',
    ),
    sweep: connection.prepare(
      `DELETE FROM items WHERE (pk, sk) IN
        (SELECT pk, sk FROM items WHERE expiresAt < ? ORDER BY expiresAt LIMIT ${MAX_SWEPT})`,
    ),
  };
}

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

/** `JSON.stringify` escapes halves of surrogate pairs; hardly anything else has `\ud` in it. */
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
