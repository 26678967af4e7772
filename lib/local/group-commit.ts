/**
 * Writes of many requests in one transaction: they share one wait for the disk, and each is answered once it is on it.
 * What comes while the disk is busy, or while another connection writes, goes along with the next.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { type Store, StoreUnavailableError } from '../../functions/kernel/store/store.ts';

interface Piece {
  /** Makes its calls of the store. */
  run(): void;
  committed(): void;
  failed(error: unknown): void;
}

/** Another connection writes for a moment: this thread goes on answering until it is tried again. */
const BUSY_PAUSE_MS = 1;
const MAX_BUSY_TRIES = 2000;

export class GroupCommit {
  readonly #store: SqliteStore;
  readonly #committed: () => void;
  #waiting: Piece[] = [];
  #flushing: Promise<void> | undefined;

  /** @param committed called after each commit, for who acts on what is in the file */
  constructor(store: SqliteStore, committed: () => void) {
    this.#store = store;
    this.#committed = committed;
  }

  /**
   * Resolves with what the work gives, once that is committed.
   * @param work makes all its calls of the store before it returns
   */
  write<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let made: Result | Promise<Result>;
      this.#waiting.push({
        run: () => {
          made = work();
        },
        committed: () => resolve(made),
        failed: (error) => {
          // It may have failed by itself, too, and nobody waits for it any more.
          Promise.resolve(made).catch(() => {});
          reject(error);
        },
      });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    do {
      // What arrives in this turn of the loop is read first, and goes along.
      await new Promise<void>((resolve) => setImmediate(resolve));
      const pieces = this.#waiting.splice(0);
      await this.#commit(pieces);
    } while (this.#waiting.length > 0);
    this.#flushing = undefined;
  }

  async #commit(pieces: readonly Piece[]): Promise<void> {
    try {
      await this.#transaction(pieces);
    } catch (error) {
      // One whose work throws must not take the others down.
      if (pieces.length === 1 || error instanceof StoreUnavailableError)
        for (const piece of pieces) piece.failed(error);
      else for (const piece of pieces) await this.#commit([piece]);
      return;
    }
    for (const piece of pieces) piece.committed();
    this.#committed();
  }

  async #transaction(pieces: readonly Piece[]): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        this.#store.transaction(() => this.#runAll(pieces));
        return;
      } catch (error) {
        const isBusy = error instanceof StoreUnavailableError && error.reason === 'busy';
        if (!isBusy || tries === MAX_BUSY_TRIES) throw error;
      }
      await sleep(BUSY_PAUSE_MS);
    }
  }

  #runAll(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      piece.run();
      // A disk that is full ends a transaction by itself; what came next would be committed on its own.
      if (!this.#store.connection.isTransaction)
        throw new StoreUnavailableError(
          'full',
          'The transaction was broken off: the disk is full, or fails.',
        );
    }
  }
}

/** The store as requests see it: they read for themselves, and write together. */
export const grouped = (store: Store, group: GroupCommit): Store => ({
  get: (keys) => store.get(keys),
  query: (partition, range) => store.query(partition, range),
  list: (index, partition, range) => store.list(index, partition, range),
  put: (item, guard) => group.write(() => store.put(item, guard)),
  remove: (key, guard) => group.write(() => store.remove(key, guard)),
});
