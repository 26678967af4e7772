/** The queue of one subscription: delivers at least once, retries what failed, and gives up after `attempts`. */
import type { SQSEvent } from 'aws-lambda';
import type { SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { Subscription } from '../wiring-shape.ts';
import { failuresIn, recordOf } from './batch.ts';
import { type Buried, type Inbox, MAX_RETRY_MS, type Message, type Retry, type Settled } from './inbox.ts';
import type { Run } from './local-function.ts';
import { inWords, type Log } from './log.ts';
import type { Cancel, Time } from './time.ts';

/** What all queues of a host share. */
export interface QueueSurroundings {
  readonly time: Time;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly store: Pick<SqliteStore, 'transaction'>;
  readonly inbox: Inbox;
  /** Called when a batch has ended. */
  readonly ended: () => void;
}

const FIRST_RETRY_MS = 500;
/** The pause while the store is unavailable, for example because the disk is full. */
const OUTAGE_PAUSE_MS = 2000;
/** Batches of one queue at once. They share one thread: more would wait for each other, and race for the same items. */
const MAX_CONCURRENCY = 4;

/** Doubles with each try, with a random part, so that messages that failed together do not return together. */
export function retryDelay(receives: number, random: number): number {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** (receives - 1), MAX_RETRY_MS);
  return Math.round((longest / 2) * (1 + random));
}

export class Queue {
  readonly #subscription: Subscription;
  readonly #run: (event: SQSEvent) => Promise<Run>;
  readonly #around: QueueSurroundings;
  #working = 0;
  #isClosed = false;
  #isDown = false;
  #isOutageLogged = false;
  #outage: string | undefined;
  #isWoken = false;
  #next: Cancel = () => {};

  constructor(subscription: Subscription, run: (event: SQSEvent) => Promise<Run>, around: QueueSurroundings) {
    this.#subscription = subscription;
    this.#run = run;
    this.#around = around;
  }

  get name(): string {
    return this.#subscription.name;
  }

  /** Why the store cannot be reached or written, as the last batch found it. */
  get outage(): string | undefined {
    return this.#outage;
  }

  /** Batches in flight. */
  get working(): number {
    return this.#working;
  }

  /**
   * Starts on what waits in the next turn of the event loop: messages sent in this turn form one batch, and timers and
   * requests get their turn between two batches.
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
    const concurrency = Math.min(this.#subscription.concurrency, MAX_CONCURRENCY);
    while (!this.#isClosed && this.#working < concurrency) {
      const batch = this.#take();
      if (batch.length === 0) return;
      this.#working += 1;
      this.#work(batch);
    }
  }

  /** Delivers nothing more; batches in flight go on. */
  close(): void {
    this.#isClosed = true;
    this.#next();
  }

  #take(): Message[] {
    const { inbox, time } = this.#around;
    const { name, batchSize } = this.#subscription;
    try {
      const batch = inbox.take(name, batchSize, time.now());
      // What a batch found holds until the next one: its messages wait meanwhile, and an empty queue says nothing of that.
      if (this.#isOutageLogged) this.#outage = undefined;
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
    // A wait beyond the longest means that the clock was set back.
    const wait = Math.min(due - time.now(), MAX_RETRY_MS);
    this.#next = time.after(Math.max(0, wait), () => this.wake());
  }

  #pause(error: unknown): void {
    const { log, time } = this.#around;
    // Once an outage: the log may be on the disk that is full.
    if (!this.#isOutageLogged)
      log(
        'ERROR',
        'The messages of a queue cannot be read or written. The queue pauses, and goes on by itself.',
        {
          queue: this.#subscription.name,
          error: inWords(error),
        },
      );
    this.#isOutageLogged = true;
    this.#outage = inWords(error);
    this.#isDown = true;
    this.#next = time.after(OUTAGE_PAUSE_MS, () => {
      this.#isDown = false;
      this.wake();
    });
  }

  async #work(batch: readonly Message[]): Promise<void> {
    const { name } = this.#subscription;
    const run = await this.#run({ Records: batch.map((message) => recordOf(message, name)) });
    this.#outage = run.isCutOff ? failuresIn(batch, run).reason : undefined;
    await this.#settle(this.#outcome(batch, run));
    this.#working -= 1;
    this.#around.ended();
    this.wake();
  }

  #outcome(batch: readonly Message[], run: Run): Settled {
    const { time, random } = this.#around;
    const { failed, reason, alone } = failuresIn(batch, run);
    const counts = !run.isCutOff;
    const done: number[] = [];
    const retries: Retry[] = [];
    const dead: Buried[] = [];
    for (const message of batch) {
      const { id, receives } = message;
      if (!failed.has(`${id}`)) done.push(id);
      else if (counts && receives >= this.#subscription.attempts) dead.push(this.#buried(message, reason));
      else {
        const due = time.now() + (counts ? retryDelay(receives, random()) : OUTAGE_PAUSE_MS);
        retries.push({ id, due, alone: message.alone || (alone && counts), counts });
      }
    }
    return { done, retries, dead };
  }

  #buried({ id, receives }: Message, reason: string): Buried {
    const { log, time } = this.#around;
    const queue = this.#subscription.name;
    log('ERROR', 'A message was given up.', { queue, messageId: `${id}`, receives, reason });
    return { id, receives, reason, diedAt: new Date(time.now()).toISOString() };
  }

  /** Repeats until it is recorded: before that, the messages are neither done nor delivered again. */
  async #settle(settled: Settled): Promise<void> {
    const { store, inbox, log, time } = this.#around;
    for (let isSaid = false; ; isSaid = true) {
      try {
        // The common case is one statement, which needs no transaction.
        if (settled.retries.length + settled.dead.length === 0) inbox.settle(settled);
        else store.transaction(() => inbox.settle(settled));
        return;
      } catch (error) {
        this.#outage = inWords(error);
        // Once an outage: the log may be on the disk that is full.
        if (!isSaid)
          log('ERROR', 'The outcome of a batch could not be recorded; this is tried again.', {
            queue: this.#subscription.name,
            error: inWords(error),
          });
      }
      await new Promise<void>((resolve) => time.after(OUTAGE_PAUSE_MS, resolve));
    }
  }
}
