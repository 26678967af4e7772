/**
 * Commits the writes of requests in groups: all of one turn of the event loop in one transaction. While another thread
 * writes, this one retries and goes on answering; SQLite itself would make it sleep.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError, type WholeStore } from '../../functions/kernel/store/store.ts';
import type { Durability } from './durability.ts';
import type { Time } from './time.ts';

interface Write {
  readonly since: number;
  /** Makes its calls of the store. */
  run(): void;
  committed(): void;
  failed(error: unknown): void;
}

const BUSY_PAUSE_MS = 1;
/** A database that somebody else keeps locked for longer is unavailable. */
const MAX_BUSY_MS = 5000;

export class GroupCommit {
  readonly #store: SqliteStore;
  readonly #durability: Durability | undefined;
  readonly #time: Time;
  #waiting: Write[] = [];
  #underWay: readonly Write[] = [];
  #flushing: Promise<void> | undefined;

  /** @param store its connection must not wait for locks */
  constructor(store: SqliteStore, durability: Durability | undefined, time: Time) {
    this.#store = store;
    this.#durability = durability;
    this.#time = time;
  }

  /**
   * Resolves with the result of the work once that is committed.
   * @param work makes all its calls of the store before it returns
   */
  write<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let result: Result | Promise<Result>;
      this.#waiting.push({
        since: this.#time.elapsed(),
        run: () => {
          result = work();
        },
        committed: () => resolve(result),
        failed: (error) => {
          // The result may reject as well, and nobody awaits it any more.
          Promise.resolve(result).catch(() => {});
          reject(error);
        },
      });
      this.#flushing ??= this.#flush();
    });
  }

  /** How long the oldest write has waited, in milliseconds. */
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
      // First read what else arrives in this turn of the event loop: it joins the group.
      await new Promise<void>((resolve) => setImmediate(resolve));
      this.#underWay = this.#waiting.splice(0);
      await this.#commit(this.#underWay);
      this.#underWay = [];
    } while (this.#waiting.length > 0);
    this.#flushing = undefined;
  }

  async #commit(writes: readonly Write[]): Promise<void> {
    try {
      await this.#transaction(writes);
    } catch (error) {
      // A write whose work throws must not fail the others.
      if (writes.length > 1 && !(error instanceof StoreUnavailableError)) {
        for (const write of writes) await this.#commit([write]);
        return;
      }
      this.#durability?.failed(error);
      for (const write of writes) write.failed(error);
      return;
    }
    this.#durability?.wrote();
    for (const write of writes) write.committed();
  }

  async #transaction(writes: readonly Write[]): Promise<void> {
    const began = this.#time.elapsed();
    for (;;) {
      try {
        this.#store.transaction(() => {
          for (const write of writes) {
            write.run();
            // A full disk ends a transaction by itself; the next write would then be committed on its own.
            if (!this.#store.connection.isTransaction)
              throw new StoreUnavailableError(
                'full',
                'The transaction was broken off: the disk is full, or fails.',
              );
          }
        });
        return;
      } catch (error) {
        const isBusy = error instanceof StoreUnavailableError && error.reason === 'busy';
        if (!isBusy || this.#time.elapsed() - began > MAX_BUSY_MS) throw error;
      }
      await sleep(BUSY_PAUSE_MS);
    }
  }
}

/** The store as requests see it: reads go straight to it, writes in groups. */
export const grouped = (store: WholeStore, group: GroupCommit): WholeStore => ({
  get: (keys) => store.get(keys),
  query: (partition, range) => store.query(partition, range),
  list: (index, partition, range) => store.list(index, partition, range),
  scan: () => store.scan(),
  put: (item, guard) => group.write(() => store.put(item, guard)),
  remove: (key, guard) => group.write(() => store.remove(key, guard)),
});
