/** The store in one SQLite file. Statements run on the calling thread: the port is asynchronous, its implementation is not. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isPossibleKey, isPossiblePartition, keysToRead } from './item-limits.ts';
import { openDatabase, type SqliteOptions, storeError } from './sqlite-file.ts';
import { createSchema, pick, type Row, statements, text, toItem, toListed, toRow } from './sqlite-table.ts';
import { INDEXES, type Item, type Pages, type Range, type WholeStore } from './store.ts';

export { DatabaseMissingError, type SqliteOptions } from './sqlite-file.ts';
export { createSchema, MAX_SWEPT } from './sqlite-table.ts';

export interface SqliteStore extends WholeStore {
  /** For other tables of the host in the same file. */
  readonly connection: DatabaseSync;
  /**
   * Does something in one transaction, synchronously. Calls of this store are part of it; if one fails, so does the whole.
   * @throws {StoreUnavailableError}
   */
  transaction<Result>(work: () => Result): Result;
  /** Removes expired items. @returns how many; call again while it is {@link MAX_SWEPT} */
  sweep(nowSeconds: number): number;
  close(): void;
}

/**
 * Opens a store, and creates its file if it is absent.
 * @param path of the file, or `:memory:`
 * @throws {DatabaseMissingError} when it is read-only and absent
 * @throws {StoreUnavailableError} when it cannot be used
 */
export function openSqliteStore(path: string, options: SqliteOptions): SqliteStore {
  const { prepare = options.readOnly === true ? undefined : createSchema } = options;
  return openDatabase(path, options, (connection) => {
    prepare?.(connection);
    return storeOf(connection, path);
  });
}

/** SQLite sorts blobs behind any text. */
const BEHIND_ALL = new Uint8Array();
/** The first page has so many items, the next ones about so many bytes. */
const FIRST_PAGE_ITEMS = 100;
const PAGE_BYTES = 1024 * 1024;
const MAX_PAGE_ITEMS = 1000;

/** The next text behind another. */
const behind = (text: string): string => `${text}\u0000`;

function storeOf(connection: DatabaseSync, path: string): SqliteStore {
  const prepared = statements(connection);

  /** Of a call within the present transaction: its caller sees the rejection too late to undo the rest. */
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
      const { pk, sk } = item;
      if (guard === undefined) changes(prepared.put, pk, sk, ...row);
      else if (guard === 'ifAbsent') {
        if (!changes(prepared.putIfAbsent, pk, sk, ...row)) return 'raced';
      } else if (!changes(prepared.putIfRevision, ...row, pk, sk, guard.ifRevision)) return 'raced';
      return 'written';
    },
    async remove(key, guard) {
      if (!isPossibleKey(key)) return guard === undefined ? 'removed' : 'raced';
      if (guard !== undefined)
        return changes(prepared.removeIfRevision, key.pk, key.sk, guard.ifRevision) ? 'removed' : 'raced';
      changes(prepared.remove, key.pk, key.sk);
      return 'removed';
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
      return pages(
        prepared.list[index][reverse ? 'reverse' : 'forward'],
        limitOf(range, partition),
        reverse ? [partition, from, end, '', ''] : [partition, from, '', '', end],
        (last) => {
          const [key, pk, sk] = [text(last[INDEXES[index].sortKey]), text(last.pk), text(last.sk)];
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

/** How many rows of this size make a page. */
function nextPageSize(rows: readonly Row[]): number {
  const bytes = rows.reduce((sum, { card, body }) => sum + lengthOf(card) + lengthOf(body), rows.length);
  return Math.max(1, Math.min(MAX_PAGE_ITEMS, Math.floor((PAGE_BYTES * rows.length) / bytes)));
}

const lengthOf = (value: SQLOutputValue | undefined): number =>
  typeof value === 'string' ? value.length : 0;
