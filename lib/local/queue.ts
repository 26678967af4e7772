/** The queue of one subscription: delivers at least once, tries again what failed, and gives up after `attempts`. */
import type { SQSEvent } from 'aws-lambda';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { Subscription } from '../wiring.ts';
import { failedIn, recordOf } from './batch.ts';
import { type Inbox, MAX_RETRY_MS, type Message, type Settled } from './inbox.ts';
import type { Run } from './local-function.ts';
import { inWords, type Log } from './log.ts';
import type { Cancel, Time } from './time.ts';

/** What all queues of a host share. */
export interface QueueSurroundings {
  readonly store: Pick<SqliteStore, 'transaction'>;
  readonly inbox: Inbox;
  readonly time: Time;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Called each time a batch has ended. */
  readonly ended: () => void;
}

const FIRST_RETRY_MS = 500;
/** How long nothing is tried while the store does not serve: a disk that is full. */
const OUTAGE_PAUSE_MS = 2000;
/** Batches of one queue at once. They share one thread: more only wait for each other, and race for the same items. */
const MAX_CONCURRENCY = 4;

/** Twice as long each time, and never the same for two messages, so that what failed together does not return together. */
export function retryDelay(receives: number, random: number): number {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** (receives - 1), MAX_RETRY_MS);
  return Math.round((longest / 2) * (1 + random));
}

export class Queue {
  readonly #subscription: Subscription;
  readonly #run: (event: SQSEvent) => Promise<Run>;
  readonly #around: QueueSurroundings;
  readonly #concurrency: number;
  #working = 0;
  #isClosed = false;
  #isDown = false;
  #isOutageLogged = false;
  #isWoken = false;
  #next: Cancel = () => {};

  constructor(subscription: Subscription, run: (event: SQSEvent) => Promise<Run>, around: QueueSurroundings) {
    this.#subscription = subscription;
    this.#run = run;
    this.#around = around;
    this.#concurrency = Math.min(subscription.concurrency, MAX_CONCURRENCY);
  }

  get name(): string {
    return this.#subscription.name;
  }

  /** Batches that are being worked on. */
  get working(): number {
    return this.#working;
  }

  /**
   * Begins with what waits, as far as it may, in the next turn of the loop: what is sent in this one goes together, and
   * timers and requests get their turn between two batches.
   */
  wake(): void {
    if (this.#isWoken) return;
    this.#isWoken = true;
    setImmediate(() => {
      this.#isWoken = false;
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#isDown) return;
    this.#next();
    while (!this.#isClosed && this.#working < this.#concurrency) {
      const batch = this.#take();
      if (batch.length === 0) return;
      this.#working += 1;
      this.#work(batch);
    }
  }

  /** Delivers nothing any more; what is being worked on goes on. */
  close(): void {
    this.#isClosed = true;
    this.#next();
  }

  #take(): Message[] {
    const { inbox, time } = this.#around;
    const { name, batchSize } = this.#subscription;
    try {
      const batch = inbox.take(name, batchSize, time.now());
      this.#isOutageLogged = false;
      if (batch.length === 0) this.#wakeWhenDue(inbox.nextDue(name));
      return batch;
    } catch (error) {
      this.#pause(error);
      return [];
    }
  }

  #wakeWhenDue(due: number | undefined): void {
    if (due === undefined) return;
    const { time } = this.#around;
    // Past the longest wait there is, the clock was set back, and it is due.
    const wait = Math.min(due - time.now(), MAX_RETRY_MS);
    this.#next = time.after(Math.max(0, wait), () => this.wake());
  }

  /** Nothing is lost while the store does not serve, and nothing is hurried. */
  #pause(error: unknown): void {
    const { log, time } = this.#around;
    // Once for each outage: a log that grows on a full disk is no help.
    if (!this.#isOutageLogged)
      log('ERROR', 'A queue rests, for its messages cannot be read or written. It goes on by itself.', {
        queue: this.#subscription.name,
        error: inWords(error),
      });
    this.#isOutageLogged = true;
    this.#isDown = true;
    this.#next = time.after(OUTAGE_PAUSE_MS, () => {
      this.#isDown = false;
      this.wake();
    });
  }

  async #work(batch: readonly Message[]): Promise<void> {
    const { name } = this.#subscription;
    const run = await this.#run({ Records: batch.map((message) => recordOf(message, name)) });
    await this.#settle(this.#outcome(batch, run));
    this.#working -= 1;
    this.#around.ended();
    this.wake();
  }

  #outcome(batch: readonly Message[], run: Run): Settled {
    const { failed, reason, alone } = failures(batch, run);
    const left = batch.filter(({ id }) => failed.has(`${id}`));
    const counts = !run.isCutOff;
    const isDead = ({ receives }: Message) => counts && receives >= this.#subscription.attempts;
    return {
      done: batch.filter(({ id }) => !failed.has(`${id}`)).map(({ id }) => id),
      retries: left
        .filter((message) => !isDead(message))
        .map((message) => ({
          id: message.id,
          due: this.#around.time.now() + this.#delay(message, counts),
          alone: message.alone || (alone && counts),
          counts,
        })),
      dead: left.filter(isDead).map(({ id, receives }) => this.#buried(id, receives, reason)),
    };
  }

  #delay({ receives }: Message, counts: boolean): number {
    return counts ? retryDelay(receives, this.#around.random()) : OUTAGE_PAUSE_MS;
  }

  #buried(id: number, receives: number, reason: string): Settled['dead'][number] {
    const { log, time } = this.#around;
    const queue = this.#subscription.name;
    log('ERROR', 'A message was given up.', { queue, messageId: `${id}`, receives, reason });
    return { id, queue, receives, reason, diedAt: new Date(time.now()).toISOString() };
  }

  /** Until it is written down, the messages are neither done nor handed over again. */
  async #settle(settled: Settled): Promise<void> {
    const { store, inbox, log, time } = this.#around;
    for (;;) {
      try {
        // What is mostly so needs no transaction of several statements.
        if (settled.retries.length + settled.dead.length === 0) inbox.settle(settled);
        else store.transaction(() => inbox.settle(settled));
        return;
      } catch (error) {
        log('ERROR', 'It cannot be written down that a batch is done; it is tried again.', {
          queue: this.#subscription.name,
          error: inWords(error),
        });
      }
      await new Promise<void>((resolve) => time.after(OUTAGE_PAUSE_MS, resolve));
    }
  }
}

interface Failures {
  /** Ids, as the function knows them. */
  readonly failed: ReadonlySet<string>;
  readonly reason: string;
  /** Whether each goes alone from now on. */
  readonly alone: boolean;
}

function failures(batch: readonly Message[], { answer, error }: Run): Failures {
  const ids = batch.map(({ id }) => `${id}`);
  const whole = (why: unknown) => ({ failed: new Set(ids), reason: inWords(why), alone: true });
  if (error !== undefined) return whole(error);
  try {
    return { failed: failedIn(answer, ids), reason: 'The function reported that it failed.', alone: false };
  } catch (malformed) {
    return whole(malformed);
  }
}
