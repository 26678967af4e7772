/**
 * The store in one SQLite file, in the process. The statements run to their end on the calling thread: the port is
 * asynchronous, and what stands behind it is not.
 */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isPossibleKey, isPossiblePartition, keysToRead } from './item-limits.ts';
import { openDatabase, type SqliteOptions, storeError } from './sqlite-file.ts';
import { createSchema, pick, type Row, statements, text, toItem, toListed, toRow } from './sqlite-table.ts';
import { INDEXES, type Item, type Pages, type Range, type WholeStore } from './store.ts';

export { DatabaseMissingError, type SqliteOptions } from './sqlite-file.ts';
export { createSchema, MAX_SWEPT } from './sqlite-table.ts';

export interface SqliteStore extends WholeStore {
  /** For tables of the host in the same file. */
  readonly connection: DatabaseSync;
  /**
   * Does something in one transaction that writes: all of it is committed, or nothing. It must not wait for anything.
   * Calls of this store in it are part of it, and when one of them fails, all of it does.
   * @throws {StoreUnavailableError}
   */
  transaction<Result>(work: () => Result): Result;
  /** Removes items that expired before a moment. @returns how many; call again while it is {@link MAX_SWEPT} */
  sweep(nowSeconds: number): number;
  close(): void;
}

/**
 * Opens a store, and creates its file unless it is there.
 * @param path of the file, or `:memory:`
 * @throws {DatabaseMissingError} when it is to be read only, and is not there
 * @throws {StoreUnavailableError} when it cannot be used
 */
export function openSqliteStore(path: string, options: SqliteOptions): SqliteStore {
  const { prepare = options.readOnly === true ? undefined : createSchema } = options;
  return openDatabase(path, options, (connection) => {
    prepare?.(connection);
    return storeOf(connection, path);
  });
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

  /** Of a call within the transaction that runs: its caller sees the rejection too late to undo the rest. */
  let failure: unknown;

  function attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      failure = storeError(error, path);
      throw failure;
    }
  }

  function transaction<Result>(work: () => Result): Result {
    connection.exec('BEGIN IMMEDIATE');
    failure = undefined;
    try {
      const result = work();
      if (failure !== undefined) throw failure;
      connection.exec('COMMIT');
      return result;
    } finally {
      // A full disk ends a transaction by itself.
      if (connection.isTransaction) connection.exec('ROLLBACK');
    }
  }

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
      const row = attempt(() => toRow(item));
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
    transaction: (work) => attempt(() => transaction(work)),
    sweep: (nowSeconds) => attempt(() => Number(prepared.sweep.run(nowSeconds).changes)),
    close: () => connection.close(),
  };
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
