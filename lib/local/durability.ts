/**
 * Makes the writes of requests survive a power loss. Commits do not wait for the disk; before a request is answered, one
 * flush covers everything committed so far. So no lock is held during a flush, no thread is blocked, and requests share it.
 *
 * The write-ahead log holds every commit that is not in the database yet, in order, and SQLite flushes the database before
 * it starts the log again: once the log is on the disk, so is everything that was committed.
 */
import { closeSync, fdatasync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import { OWNER_ONLY } from './private-file.ts';

const flush = promisify(fdatasync);

/** After so long without another write, a failed one says little about the present. */
const REMEMBERED_MS = 60_000;

export class Durability {
  readonly #store: SqliteStore;
  readonly #path: string;
  readonly #inode: number;
  readonly #ahead: number;
  #written = 0;
  #safe = 0;
  #flushing: Promise<void> | undefined;
  #isSuspect = false;
  #failure: Error | undefined;
  #failedAt = 0;

  /** @param path of the database, which has been written to */
  constructor(store: SqliteStore, path: string) {
    this.#store = store;
    this.#path = path;
    this.#inode = statSync(path).ino;
    this.#ahead = openSync(`${path}-wal`, 'a', OWNER_ONLY);
  }

  /** Called after each committed write of a request. */
  wrote(): void {
    this.#written += 1;
    this.#failure = undefined;
  }

  /** Called instead when the write failed. */
  failed(error: unknown): void {
    if (!(error instanceof StoreUnavailableError)) return;
    this.#failure = error;
    this.#failedAt = performance.now();
  }

  /**
   * Resolves when everything that was written until now is on the disk.
   * @throws {StoreUnavailableError} when it cannot be flushed, or the database file was moved or deleted
   */
  async whenSafe(): Promise<void> {
    const upTo = this.#written;
    // A flush in progress may have begun before the last write; then the next one covers it.
    while (this.#safe < upTo) {
      this.#flushing ??= this.#flushAll();
      await this.#flushing;
    }
  }

  close(): void {
    closeSync(this.#ahead);
  }

  async #flushAll(): Promise<void> {
    const upTo = this.#written;
    try {
      await this.#flush();
      this.#safe = upTo;
    } catch (error) {
      this.#isSuspect = true;
      throw error;
    } finally {
      this.#flushing = undefined;
    }
  }

  async #flush(): Promise<void> {
    this.#mustBeThere();
    // After a failed flush, the disk may treat the lost pages as written: only a checkpoint makes sure.
    if (this.#isSuspect) this.#checkpoint();
    try {
      await flush(this.#ahead);
    } catch (cause) {
      const message = `The database ${this.#path} cannot be put on the disk.`;
      throw new StoreUnavailableError('unreachable', message, { cause });
    }
  }

  #checkpoint(): void {
    const row = this.#store.connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    const message = `The database ${this.#path} is busy; it is not known to be on the disk.`;
    if (row?.busy !== 0) throw new StoreUnavailableError('busy', message);
    this.#isSuspect = false;
  }

  /** @throws {StoreUnavailableError} when the database file was moved or deleted, or the last write failed */
  check(): void {
    this.#mustBeThere();
    const isRecent = performance.now() - this.#failedAt < REMEMBERED_MS;
    if (this.#failure !== undefined && isRecent) throw this.#failure;
  }

  /** Writes to a file that was moved or deleted would be lost with it. */
  #mustBeThere(): void {
    if (statSync(this.#path, { throwIfNoEntry: false })?.ino === this.#inode) return;
    throw new StoreUnavailableError(
      'unreachable',
      `The database ${this.#path} is not where it was: somebody moved or deleted it. Stop this Shipshape, put it back or restore a backup, and start again.`,
    );
  }
}
