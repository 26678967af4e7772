/**
 * When what requests have written survives a loss of power. Their writes are committed at once, and together with those
 * of the queues, without waiting for the disk; before any of them is answered, one wait for the disk covers all that were
 * committed until then. So it takes no lock, blocks no thread, and is shared by whoever comes meanwhile.
 *
 * The file that SQLite writes ahead holds every commit that is not in the database yet, in order, and SQLite itself puts
 * the database on the disk before it writes that file anew: once it is on the disk, so is everything that was committed.
 */
import { closeSync, fdatasync, openSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError, type WholeStore } from '../../functions/kernel/store/store.ts';

const flush = promisify(fdatasync);

interface Waiting {
  /** The writes that it wants to be safe. */
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface Durability {
  /** To be called after each write of a request. */
  wrote(): void;
  /**
   * Resolves when everything that was written until now is on the disk.
   * @throws {StoreUnavailableError} when it cannot be put there, or the database is no longer where it was
   */
  whenSafe(): Promise<void>;
  close(): void;
}

/** What is kept in memory is never safer than it is at once. */
export const inMemory: Durability = { wrote: () => {}, whenSafe: async () => {}, close: () => {} };

export class OnDisk implements Durability {
  readonly #store: SqliteStore;
  readonly #path: string;
  readonly #inode: number;
  readonly #ahead: number;
  #written = 0;
  #safe = 0;
  #waiting: Waiting[] = [];
  #isFlushing = false;
  #isSuspect = false;

  /** @param path of the database, which has been written to */
  constructor(store: SqliteStore, path: string) {
    this.#store = store;
    this.#path = path;
    this.#inode = statSync(path).ino;
    this.#ahead = openSync(`${path}-wal`, 'a', 0o600);
  }

  wrote(): void {
    this.#written += 1;
  }

  whenSafe(): Promise<void> {
    const upTo = this.#written;
    if (this.#safe >= upTo) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ upTo, resolve, reject });
      if (!this.#isFlushing) this.#flushAll();
    });
  }

  close(): void {
    closeSync(this.#ahead);
  }

  async #flushAll(): Promise<void> {
    this.#isFlushing = true;
    while (this.#waiting.length > 0) {
      const upTo = this.#written;
      try {
        await this.#flush();
        this.#safe = upTo;
      } catch (error) {
        this.#isSuspect = true;
        for (const { reject } of this.#waiting.splice(0)) reject(error);
      }
      const [safe, rest] = [this.#waiting.filter((each) => each.upTo <= this.#safe), this.#waiting];
      this.#waiting = rest.filter((each) => each.upTo > this.#safe);
      for (const { resolve } of safe) resolve();
    }
    this.#isFlushing = false;
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

  /** Who deleted or moved it would have everything that is written from now on go with it. */
  #mustBeThere(): void {
    if (statSync(this.#path, { throwIfNoEntry: false })?.ino === this.#inode) return;
    throw new StoreUnavailableError(
      'unreachable',
      `The database ${this.#path} is not where it was: somebody moved or deleted it. Stop this Shipshape, put it back or restore a backup, and start again.`,
    );
  }
}

/** The store as requests see it: each write is one that has to be safe before the request is answered. */
export const noting = (store: WholeStore, durability: Durability): WholeStore => ({
  get: (keys) => store.get(keys),
  query: (partition, range) => store.query(partition, range),
  list: (index, partition, range) => store.list(index, partition, range),
  scan: () => store.scan(),
  async put(item, guard) {
    const result = await store.put(item, guard);
    durability.wrote();
    return result;
  },
  async remove(key, guard) {
    const result = await store.remove(key, guard);
    durability.wrote();
    return result;
  },
});
