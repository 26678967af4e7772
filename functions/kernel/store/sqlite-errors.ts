/** What SQLite reports, in the words of the store port. */
import { StoreUnavailableError, type UnavailableReason } from './store.ts';

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
