/** The file of a SQLite database: how it is opened, and what goes wrong with it, in the terms of the store port. */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailableError, type UnavailableReason } from './store.ts';

export interface SqliteOptions {
  /** Whether commits survive a loss of power. Otherwise it may undo the last ones; the end of the process never does. */
  readonly durable: boolean;
  /** For commands beside a running host: nothing is created, nothing is written. @default false */
  readonly readOnly?: boolean;
  /** How long a call waits for another connection's write, on its thread. @default 5000 */
  readonly busyTimeoutMs?: number;
  /** Makes or checks the tables, before any statement is prepared. @default createSchema, unless it is read-only */
  readonly prepare?: (connection: DatabaseSync) => void;
}

export class DatabaseMissingError extends Error {
  override readonly name = 'DatabaseMissingError';
}

const MEMORY = ':memory:';
const OWNER_ONLY = 0o600;
const DEFAULT_BUSY_TIMEOUT_MS = 5000;
const MAX_WAL_BYTES = 64 * 1024 * 1024;

/** @throws {DatabaseMissingError} when it is read-only and absent. @throws {StoreUnavailableError} when it cannot be used */
export function openDatabase<Result>(
  path: string,
  { durable, readOnly = false, busyTimeoutMs = DEFAULT_BUSY_TIMEOUT_MS }: SqliteOptions,
  make: (connection: DatabaseSync) => Result,
): Result {
  let connection: DatabaseSync | undefined;
  try {
    if (readOnly && !existsSync(path)) throw new DatabaseMissingError(`There is no database at ${path}.`);
    if (!readOnly && path !== MEMORY) createFile(path);
    connection = new DatabaseSync(location(path), { timeout: busyTimeoutMs });
    connection.exec(readOnly ? 'PRAGMA query_only = ON' : writingPragmas(durable));
    return make(connection);
  } catch (error) {
    connection?.close();
    throw storeError(error, path);
  }
}

/** Also for a connection that only reads: one that may not write leaves the files beside the database behind. */
function location(path: string): string | URL {
  if (path === MEMORY) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('mode', 'rw');
  return url;
}

/** SQLite would create the file with the mode of the umask; the files that it puts beside it get the mode of this one. */
function createFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
  } catch (error) {
    // Not opened and closed: that would drop the locks that this process holds on it.
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

/** @see https://www.sqlite.org/rescode.html */
const REASONS = new Map<number, { readonly reason: UnavailableReason; readonly says: string }>([
  [5, { reason: 'busy', says: 'is locked by another process' }], // SQLITE_BUSY
  [6, { reason: 'busy', says: 'is locked by another statement' }], // SQLITE_LOCKED
  [8, { reason: 'unreachable', says: 'cannot be written to' }], // SQLITE_READONLY
  [10, { reason: 'unreachable', says: 'cannot be read or written: the disk reports an error' }], // SQLITE_IOERR
  [11, { reason: 'damaged', says: 'is damaged: restore it from a backup' }], // SQLITE_CORRUPT
  [13, { reason: 'full', says: 'has no room left: the disk is full' }], // SQLITE_FULL
  [14, { reason: 'unreachable', says: 'cannot be opened' }], // SQLITE_CANTOPEN
  [26, { reason: 'damaged', says: 'is no SQLite database: restore it from a backup' }], // SQLITE_NOTADB
]);

/** The error of the store port that stands for one of SQLite's; anything else as it is. */
export function storeError(error: unknown, path: string): unknown {
  const known = REASONS.get(primaryCode(error));
  if (known === undefined) return error;
  return new StoreUnavailableError(known.reason, `The database ${path} ${known.says}.`, { cause: error });
}

/** Extended result codes keep the primary code in their lowest byte. 0 for what does not come from SQLite. */
function primaryCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}
