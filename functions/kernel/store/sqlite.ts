/**
 * The store in one SQLite file, in the process. The statements run to their end on the calling thread: the port is
 * asynchronous, and what stands behind it is not.
 */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { checkedSize, isPossibleKey, isPossiblePartition, keysToRead, wellFormed } from './item-limits.ts';
import { storeError } from './sqlite-errors.ts';
import {
  EXPIRES_AT,
  INDEXES,
  type IndexName,
  type Item,
  type Pages,
  type Range,
  StoreUnavailableError,
  type WholeStore,
} from './store.ts';

export interface SqliteOptions {
  /**
   * Whether what was answered survives a loss of power. Without it, a loss of power may take the last commits back, in
   * order; the end of the process never does.
   */
  readonly durable: boolean;
  /** For commands beside a running host: nothing is created, nothing is written. @default false */
  readonly readOnly?: boolean;
  /** How long a call waits for another connection's write, and blocks its thread meanwhile. @default 5000 */
  readonly busyTimeoutMs?: number;
  /** Makes or checks the tables, before any statement is prepared. @default createSchema, unless it is read-only */
  readonly prepare?: (connection: DatabaseSync) => void;
}

export interface SqliteStore extends WholeStore {
  /** For tables of the host in the same file. */
  readonly connection: DatabaseSync;
  /**
   * Does something in one transaction that writes: all of it is committed, or nothing. Calls of this store that are made
   * meanwhile are part of it, if they are made before the work returns.
   * @throws {StoreUnavailableError}
   */
  transaction<Result>(work: () => Result): Result;
  /** Removes items that expired before a moment. @returns how many; call again while it is {@link MAX_SWEPT} */
  sweep(nowSeconds: number): number;
  close(): void;
}

export class DatabaseMissingError extends Error {
  override readonly name = 'DatabaseMissingError';
}

/** So many items are swept at once, for writes wait meanwhile. */
export const MAX_SWEPT = 1000;

const MEMORY = ':memory:';
const OWNER_ONLY = 0o600;
const DEFAULT_BUSY_TIMEOUT_MS = 5000;
const MAX_WAL_BYTES = 64 * 1024 * 1024;

/**
 * `body` is the JSON of an item without its key and its card: the card stands before the body, so that a listing reads no
 * more of a large item. The columns of an index are only set while the item stands in it. It is no table WITHOUT ROWID:
 * that one keeps rows in the tree of its keys, where each of more than a quarter page takes whole pages of its own (three
 * times the file and the time to write, with facts of a kilobyte).
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

/**
 * Opens a database, and creates it unless it is there.
 * @param path of the file, or `:memory:`
 * @throws {DatabaseMissingError} when it is to be read only, and is not there
 * @throws {StoreUnavailableError} when it cannot be used
 */
export function openSqliteStore(path: string, options: SqliteOptions): SqliteStore {
  const { durable, readOnly = false, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS } = options;
  let connection: DatabaseSync | undefined;
  try {
    if (path !== MEMORY && !readOnly) createFile(path);
    if (readOnly && !existsSync(path)) throw new DatabaseMissingError(`There is no database at ${path}.`);
    connection = new DatabaseSync(location(path), { timeout: busyTimeoutMs });
    connection.exec(readOnly ? 'PRAGMA query_only = ON' : writingPragmas(durable));
    const { prepare = readOnly ? undefined : createSchema } = options;
    prepare?.(connection);
    return storeOf(connection, path);
  } catch (error) {
    connection?.close();
    throw storeError(error, path);
  }
}

/**
 * A connection that only reads is opened like one that writes: SQLite needs the files beside the database to read along
 * with a writer, and a connection that may not write leaves them behind when it was the only one.
 */
function location(path: string): string | URL {
  if (path === MEMORY) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('mode', 'rw');
  return url;
}

/** SQLite would create the file as the umask lets it; the files that it puts beside it get the mode of this one. */
function createFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    // Opened and closed, a file that is in use would lose the locks that this process holds on it.
    if (existsSync(path)) return;
    throw new StoreUnavailableError('unreachable', `The database ${path} cannot be created.`, {
      cause: error,
    });
  }
  chmodSync(path, OWNER_ONLY);
}

const writingPragmas = (durable: boolean): string => `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'};
  PRAGMA journal_size_limit = ${MAX_WAL_BYTES};
`;

type Row = Record<string, SQLOutputValue>;

const COLUMNS = 'pk, sk, list, listKey, link, linkKey, expiresAt, revision, card, body';
const VALUES = '?, ?, ?, ?, ?, ?, ?, ?, ?, ?';

/** The statements of a connection. All ranges are half open, `[from, end)`: the next page begins behind the last item. */
function statements(connection: DatabaseSync) {
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
      forward: connection.prepare(
        'SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk LIMIT ?',
      ),
      reverse: connection.prepare(
        'SELECT pk, sk, card, body FROM items WHERE pk = ? AND sk >= ? AND sk < ? ORDER BY sk DESC LIMIT ?',
      ),
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

/** Greater than any text: SQLite sorts blobs behind it. */
const BEHIND_ALL = new Uint8Array();
/** So many items are read at first; as many as make about so many bytes from then on. */
const FIRST_PAGE_ITEMS = 100;
const MAX_PAGE_ITEMS = 1000;
const PAGE_BYTES = 1024 * 1024;

/** The next text behind another is the same with the least character added. */
const behind = (text: string): string => `${text}\u0000`;

function storeOf(connection: DatabaseSync, path: string): SqliteStore {
  const prepared = statements(connection);

  function attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw storeError(error, path);
    }
  }

  const toItem = (row: Row): Item => {
    const key = { pk: text(row.pk), sk: text(row.sk) };
    try {
      const attributes = parse(text(row.body));
      if (row.card !== null) attributes.card = JSON.parse(text(row.card));
      return Object.assign(attributes, key);
    } catch (error) {
      const message = `The database ${path} is damaged: the item ${JSON.stringify([key.pk, key.sk])} cannot be read.`;
      throw new StoreUnavailableError('damaged', message, { cause: error });
    }
  };

  const changes = (statement: StatementSync, ...values: SQLInputValue[]): boolean =>
    attempt(() => statement.run(...values).changes) !== 0;

  /** Reads page after page; `next` moves the bounds behind the last row of a page. */
  async function* pages(
    statement: StatementSync,
    limit: number,
    bounds: SQLInputValue[],
    next: (last: Row) => SQLInputValue[],
    itemOf: (row: Row) => Item,
  ): Pages {
    let left = limit;
    let size = FIRST_PAGE_ITEMS;
    let at = bounds;
    while (left > 0) {
      const wanted = Math.min(size, left);
      const rows = attempt(() => statement.all(...at, wanted));
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(itemOf);
      if (rows.length < wanted) return;
      left -= rows.length;
      at = next(last);
      size = nextPageSize(rows);
    }
  }

  return {
    connection,
    async put(item, guard) {
      const row = toRow(item);
      if (guard === undefined) changes(prepared.put, item.pk, item.sk, ...row);
      else if (guard === 'ifAbsent') {
        if (!changes(prepared.putIfAbsent, item.pk, item.sk, ...row)) return 'raced';
      } else if (!changes(prepared.putIfRevision, ...row, item.pk, item.sk, guard.ifRevision)) return 'raced';
      return 'written';
    },
    async remove(key, guard) {
      if (guard === undefined) {
        if (isPossibleKey(key)) changes(prepared.remove, key.pk, key.sk);
        return 'removed';
      }
      const isRemoved =
        isPossibleKey(key) && changes(prepared.removeIfRevision, key.pk, key.sk, guard.ifRevision);
      return isRemoved ? 'removed' : 'raced';
    },
    async get(keys) {
      return keysToRead(keys).flatMap(({ pk, sk }) => {
        const row = attempt(() => prepared.get.get(pk, sk));
        return row === undefined ? [] : [toItem(row)];
      });
    },
    query(partition, range = {}) {
      const { reverse = false, only } = range;
      const [from, end] = boundsOf(range);
      return pages(
        reverse ? prepared.query.reverse : prepared.query.forward,
        limitOf(range, partition),
        [partition, from, end],
        ({ sk }) => (reverse ? [partition, from, text(sk)] : [partition, behind(text(sk)), end]),
        only === undefined ? toItem : (row) => pick(toItem(row), only),
      );
    },
    list(index, partition, range = {}) {
      const { reverse = false } = range;
      const [from, end] = boundsOf(range);
      const { sortKey } = INDEXES[index];
      const keyOf = (row: Row) => [text(row[sortKey]), text(row.pk), text(row.sk)];
      return pages(
        prepared.list[index][reverse ? 'reverse' : 'forward'],
        limitOf(range, partition),
        reverse ? [partition, from, end, '', ''] : [partition, from, '', '', end],
        (last) => {
          const [key = '', pk = '', sk = ''] = keyOf(last);
          return reverse ? [partition, from, key, pk, sk] : [partition, key, pk, behind(sk), end];
        },
        toListed,
      );
    },
    scan: () =>
      pages(prepared.scan, Number.POSITIVE_INFINITY, ['', ''], ({ pk, sk }) => [text(pk), text(sk)], toItem),
    transaction: (work) => attempt(() => inTransaction(connection, work)),
    sweep: (nowSeconds) => attempt(() => Number(prepared.sweep.run(nowSeconds).changes)),
    close: () => connection.close(),
  };
}

function inTransaction<Result>(connection: DatabaseSync, work: () => Result): Result {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    connection.exec('COMMIT');
    return result;
  } finally {
    // A full disk ends a transaction by itself.
    if (connection.isTransaction) connection.exec('ROLLBACK');
  }
}

/** The columns of an item behind its key. @throws {ItemRefusedError} */
function toRow(item: Item): SQLInputValue[] {
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

/** JSON escapes halves of surrogate pairs, and hardly anything else is written like them. */
function json(value: unknown): string {
  const written = JSON.stringify(value);
  return written.includes('\\ud') ? JSON.stringify(wellFormed(value)) : written;
}

function parse(body: string): Record<string, unknown> {
  return JSON.parse(body);
}

/** What a query of an index gives. */
function toListed(row: Row): Item {
  const { pk, sk, card, ...keys } = row;
  const listed = { pk: text(pk), sk: text(sk), ...keys };
  return typeof card === 'string' ? { ...listed, card: JSON.parse(card) } : listed;
}

function pick(item: Item, only: readonly string[]): Item {
  const picked = only.filter((name) => Object.hasOwn(item, name)).map((name) => [name, item[name]]);
  return { ...Object.fromEntries(picked), pk: item.pk, sk: item.sk };
}

function boundsOf({ from = '', to }: Range): [string, string | Uint8Array] {
  return [from, to === undefined ? BEHIND_ALL : behind(to)];
}

const limitOf = ({ limit = Number.MAX_SAFE_INTEGER }: Range, partition: string): number =>
  isPossiblePartition(partition) ? limit : 0;

/** As many rows as make a page, if they go on as large as these. */
function nextPageSize(rows: readonly Row[]): number {
  const bytes = rows.reduce((sum, { card, body }) => sum + lengthOf(card) + lengthOf(body), rows.length);
  return Math.max(1, Math.min(MAX_PAGE_ITEMS, Math.floor((PAGE_BYTES * rows.length) / bytes)));
}

const lengthOf = (value: SQLOutputValue | undefined): number =>
  typeof value === 'string' ? value.length : 0;
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function text(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('A column that holds text holds something else.');
  return value;
}
