/**
 * Writes of requests, those of one turn of the loop in one transaction. While another thread writes, this one goes on
 * answering, and comes again: SQLite itself would have it sleep.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError, type WholeStore } from '../../functions/kernel/store/store.ts';
import type { Durability } from './durability.ts';
import type { Time } from './time.ts';

interface Piece {
  readonly since: number;
  /** Makes its calls of the store. */
  run(): void;
  committed(): void;
  failed(error: unknown): void;
}

const BUSY_PAUSE_MS = 1;
/** A database that somebody else keeps locked for so long does not serve. */
const MAX_BUSY_MS = 5000;

export class GroupCommit {
  readonly #store: SqliteStore;
  readonly #durability: Durability;
  readonly #time: Time;
  #waiting: Piece[] = [];
  #underWay: readonly Piece[] = [];
  #flushing: Promise<void> | undefined;

  /** @param store whose connection does not wait for locks */
  constructor(store: SqliteStore, durability: Durability, time: Time) {
    this.#store = store;
    this.#durability = durability;
    this.#time = time;
  }

  /**
   * Resolves with what the work gives, once that is committed.
   * @param work makes all its calls of the store before it returns
   */
  write<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let made: Result | Promise<Result>;
      this.#waiting.push({
        since: this.#time.elapsed(),
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

  /** How long the write that has waited longest has, in milliseconds. */
  get longestWait(): number {
    const first = this.#underWay[0] ?? this.#waiting[0];
    return first === undefined ? 0 : this.#time.elapsed() - first.since;
  }

  /** Resolves when nothing waits. */
  async settled(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    do {
      // What arrives in this turn of the loop is read first, and goes along.
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#underWay = this.#waiting.splice(0);
      await this.#commit(this.#underWay);
      this.#underWay = [];
    } while (this.#waiting.length > 0);
    this.#flushing = undefined;
  }

  async #commit(pieces: readonly Piece[]): Promise<void> {
    try {
      await this.#transaction(pieces);
    } catch (error) {
      // One whose work throws must not take the others down.
      if (pieces.length > 1 && !(error instanceof StoreUnavailableError))
        for (const piece of pieces) await this.#commit([piece]);
      else this.#fail(pieces, error);
      return;
    }
    this.#durability.wrote();
    for (const piece of pieces) piece.committed();
  }

  #fail(pieces: readonly Piece[], error: unknown): void {
    this.#durability.failed(error);
    for (const piece of pieces) piece.failed(error);
  }

  async #transaction(pieces: readonly Piece[]): Promise<void> {
    const began = this.#time.elapsed();
    for (;;) {
      try {
        this.#store.transaction(() => this.#runAll(pieces));
        return;
      } catch (error) {
        const isBusy = error instanceof StoreUnavailableError && error.reason === 'busy';
        if (!isBusy || this.#time.elapsed() - began > MAX_BUSY_MS) throw error;
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
export const grouped = (store: WholeStore, group: GroupCommit): WholeStore => ({
  get: (keys) => store.get(keys),
  query: (partition, range) => store.query(partition, range),
  list: (index, partition, range) => store.list(index, partition, range),
  scan: () => store.scan(),
  put: (item, guard) => group.write(() => store.put(item, guard)),
  remove: (key, guard) => group.write(() => store.remove(key, guard)),
});
