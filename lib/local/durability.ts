/**
 * When what requests have written survives a loss of power. Commits do not wait for the disk; before a request is answered,
 * one wait for the disk covers all that was committed until then. So nobody waits for the disk with a lock in hand, no
 * thread is blocked, and the wait is shared by whoever comes meanwhile.
 *
 * The file that SQLite writes ahead holds every commit that is not in the database yet, in order, and SQLite itself puts
 * the database on the disk before it writes that file anew: once it is on the disk, so is everything that was committed.
 */
import { closeSync, fdatasync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError } from '../../functions/kernel/store/store.ts';
import { OWNER_ONLY } from './private-file.ts';

const flush = promisify(fdatasync);

/** A write that failed says little of now after so long, where nobody has written since. */
const REMEMBERED_MS = 60_000;

export interface Durability {
  /** To be called after each write of a request. */
  wrote(): void;
  /** To be called instead, where it was not possible. */
  failed(error: unknown): void;
  /**
   * Resolves when everything that was written until now is on the disk.
   * @throws {StoreUnavailableError} when it cannot be put there, or the database is no longer where it was
   */
  whenSafe(): Promise<void>;
  /** @throws {StoreUnavailableError} when the database is no longer where it was, or could not be written to just now */
  check(): void;
  close(): void;
}

/** What is kept in memory is never safer than it is at once. */
export const inMemory: Durability = {
  wrote: () => {},
  failed: () => {},
  whenSafe: async () => {},
  check: () => {},
  close: () => {},
};

export class OnDisk implements Durability {
  readonly #store: SqliteStore;
  readonly #path: string;
  readonly #inode: number;
  readonly #ahead: number;
  #written = 0;
  #safe = 0;
  #flushing: Promise<void> | undefined;
  #isSuspect = false;
  #failure: { readonly error: Error; readonly at: number } | undefined;

  /** @param path of the database, which has been written to */
  constructor(store: SqliteStore, path: string) {
    this.#store = store;
    this.#path = path;
    this.#inode = statSync(path).ino;
    this.#ahead = openSync(`${path}-wal`, 'a', OWNER_ONLY);
  }

  wrote(): void {
    this.#written += 1;
    this.#failure = undefined;
  }

  failed(error: unknown): void {
    if (error instanceof StoreUnavailableError) this.#failure = { error, at: performance.now() };
  }

  async whenSafe(): Promise<void> {
    const upTo = this.#written;
    // One that is under way may have begun before the last of the writes: then the next one covers them.
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
    // What a disk once failed to write it may count as written: it is all put into the database before it is relied on.
    if (this.#isSuspect) this.#checkpoint();
    try {
      await flush(this.#ahead);
    } catch (cause) {
      throw new StoreUnavailableError(
        'unreachable',
        `The database ${this.#path} cannot be put on the disk.`,
        { cause },
      );
    }
  }

  #checkpoint(): void {
    const row = this.#store.connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (row?.busy !== 0)
      throw new StoreUnavailableError(
        'busy',
        `The database ${this.#path} is busy; it is not known to be on the disk.`,
      );
    this.#isSuspect = false;
  }

  check(): void {
    this.#mustBeThere();
    const { error, at } = this.#failure ?? {};
    if (error !== undefined && at !== undefined && performance.now() - at < REMEMBERED_MS) throw error;
  }

  /** What is written to a file that was deleted or moved goes with it. */
  #mustBeThere(): void {
    if (statSync(this.#path, { throwIfNoEntry: false })?.ino === this.#inode) return;
    throw new StoreUnavailableError(
      'unreachable',
      `The database ${this.#path} is not where it was: somebody moved or deleted it. Stop this Shipshape, put it back or restore a backup, and start again.`,
    );
  }
}
