/** What runs behind the requests: the queues and the schedules of the wiring, all on one thread. */
import { MAX_SWEPT, type SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { FunctionWiring } from '../wiring-shape.ts';
import { startClock } from './clock.ts';
import type { HostEnvironment } from './function-environment.ts';
import { Inbox } from './inbox.ts';
import { type LocalFunction, localFunctions, type StartHandler } from './local-function.ts';
import { inWords } from './log.ts';
import { Queue, type QueueSurroundings } from './queue.ts';
import { localBus } from './routing.ts';
import { ledgerOf } from './storage.ts';
import { type Cancel, within } from './time.ts';

export interface ProcessingSettings extends Pick<QueueSurroundings, 'time' | 'random' | 'log'> {
  readonly functions: readonly FunctionWiring[];
  readonly handlers: StartHandler | undefined;
}

type Surroundings = Omit<QueueSurroundings, 'ended'> & { readonly store: SqliteStore };

/** How often the database is tidied. */
const UPKEEP_EVERY_MS = 10 * 60_000;
/** Rounds of removals at once, because writes wait meanwhile. */
const MAX_SWEEPS = 10;

/** How the host controls it, on whichever thread it is. */
export interface ProcessingHandle {
  /** Called when there may be new messages. */
  wake(): void;
  /** Starts the schedules; those of an interval fire at once. */
  startClock(): void;
  /** Resolves when nothing is queued, in flight or waiting for its next try. */
  whenIdle(): Promise<void>;
  /** Starts nothing more, and waits for what is in flight. @returns whether all of it ended in time */
  stop(timeoutMs: number): Promise<boolean>;
  /** Why the store cannot be reached or written, where a queue found that last. */
  outage(): string | undefined;
}

class Processing implements ProcessingHandle {
  readonly #around: Surroundings;
  readonly #functions: readonly LocalFunction[];
  readonly #queues: readonly Queue[];
  #scheduledRuns = 0;
  #waiting: (() => void)[] = [];
  #stopClock: Cancel = () => {};
  #stopUpkeep: Cancel = () => {};

  constructor(functions: readonly LocalFunction[], around: Surroundings) {
    this.#around = around;
    this.#functions = functions;
    const shared = { ...around, ended: () => this.#ended() };
    this.#queues = functions.flatMap((each) =>
      (each.wiring.subscriptions ?? []).map(
        (subscription) => new Queue(subscription, (event) => each.run(event), shared),
      ),
    );
  }

  /** Starts with what an earlier process left in the queues. */
  start(): void {
    const { store, inbox, time } = this.#around;
    const queues = this.#queues.map(({ name }) => name);
    store.transaction(() => inbox.recover(queues, new Date(time.now()).toISOString()));
    this.wake();
    this.#keepUp();
  }

  /** Loads the functions of queues before their first message. */
  async warm(): Promise<void> {
    for (const each of this.#functions) if (each.wiring.subscriptions !== undefined) await each.warm();
  }

  startClock(): void {
    const scheduled = this.#functions.flatMap((each) =>
      (each.wiring.schedules ?? []).map((schedule) => ({
        schedule,
        invoke: (event: unknown) => this.#scheduled(each, event),
      })),
    );
    this.#stopClock = startClock(scheduled, this.#around);
  }

  /** @param queues those that may have new messages; all without it */
  wake(queues?: ReadonlySet<string>): void {
    for (const queue of this.#queues) if (queues?.has(queue.name) ?? true) queue.wake();
  }

  whenIdle(): Promise<void> {
    return this.#until(() => !this.#isWorking() && this.#around.inbox.isEmpty());
  }

  outage(): string | undefined {
    return this.#queues.find(({ outage }) => outage !== undefined)?.outage;
  }

  async stop(timeoutMs: number): Promise<boolean> {
    this.#stopClock();
    this.#stopUpkeep();
    for (const queue of this.#queues) queue.close();
    const resting = this.#until(() => !this.#isWorking());
    return within(this.#around.time, timeoutMs, resting);
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #isWorking(): boolean {
    return this.#scheduledRuns > 0 || this.#queues.some(({ working }) => working > 0);
  }

  async #scheduled(each: LocalFunction, event: unknown): Promise<unknown> {
    this.#scheduledRuns += 1;
    try {
      return await each.invoke(event);
    } finally {
      this.#scheduledRuns -= 1;
      this.#ended();
    }
  }

  #ended(): void {
    for (const tell of this.#waiting.splice(0)) tell();
  }

  /** By a timer that keeps neither the process alive nor a test with a virtual clock waiting. */
  #keepUp(): void {
    const { store, time, log } = this.#around;
    const timer = setInterval(() => {
      try {
        tidy(store, time.now());
      } catch (error) {
        log('WARN', 'The database could not be tidied; it is tried again later.', { error: inWords(error) });
      }
    }, UPKEEP_EVERY_MS).unref();
    this.#stopUpkeep = () => clearInterval(timer);
  }
}

/** All functions but those that only answer requests. */
const isBehindRequests = ({ subscriptions, schedules, routes }: FunctionWiring): boolean =>
  routes === undefined || subscriptions !== undefined || schedules !== undefined;

/** Sets up queues and schedules over one connection, and starts the queues. @throws {SettingUnusableError} */
export async function startProcessing(
  settings: ProcessingSettings,
  host: HostEnvironment,
  file: SqliteStore,
): Promise<ProcessingHandle & Pick<Processing, 'warm'>> {
  const { functions, handlers, time } = settings;
  const inbox = new Inbox(file.connection);
  const bus = localBus(
    functions,
    () => time.now(),
    (letters) => {
      file.transaction(() => inbox.add(letters, time.now()));
      processing.wake(new Set(letters.map(({ queue }) => queue)));
    },
  );
  const store = await ledgerOf(file, host.own);
  const local = localFunctions(functions.filter(isBehindRequests), { store, bus, host, time, handlers });
  const processing = new Processing(local, { ...settings, store: file, inbox });
  processing.start();
  return processing;
}

/** Removes expired items, and empties the write-ahead log. @param now milliseconds since 1970 */
export function tidy(store: SqliteStore, now: number): void {
  for (let sweeps = 0; sweeps < MAX_SWEEPS; sweeps += 1)
    if (store.sweep(Math.floor(now / 1000)) < MAX_SWEPT) break;
  store.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
