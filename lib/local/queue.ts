/** The queue of one subscription: delivers at least once, retries what failed, gives up after `attempts`. */
import type { SQSEvent } from 'aws-lambda';
import type { Subscription } from '../wiring.ts';
import { failedIn } from './batch-answer.ts';
import type { DeadLetters } from './dead-letters.ts';
import { inWords, type Log } from './log.ts';
import { type Message, newMessage, recordOf } from './message.ts';
import type { Pending } from './pending.ts';
import type { Cancel, Time } from './time.ts';

/** What all queues of a host share. */
export interface QueueSurroundings {
  readonly time: Time;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly pending: Pending;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 60_000;

/** Twice as long each time, and never the same for two messages, so that what failed together does not return together. */
export function retryDelay(receives: number, random: number): number {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** (receives - 1), LONGEST_RETRY_MS);
  return (longest / 2) * (1 + random);
}

export class Queue {
  readonly #subscription: Subscription;
  readonly #deliver: (event: SQSEvent) => Promise<unknown>;
  readonly #around: QueueSurroundings;
  readonly #ready: Message[] = [];
  readonly #retries = new Set<Cancel>();
  #working = 0;
  #closed = false;

  constructor(
    subscription: Subscription,
    deliver: (event: SQSEvent) => Promise<unknown>,
    surroundings: QueueSurroundings,
  ) {
    this.#subscription = subscription;
    this.#deliver = deliver;
    this.#around = surroundings;
  }

  send(body: string): void {
    this.#around.pending.add();
    this.#ready.push(newMessage(body, this.#around.time.now()));
    this.#startWorkers();
  }

  /** Delivers nothing any more. What is left stays pending. */
  close(): void {
    this.#closed = true;
    for (const cancel of this.#retries) cancel();
  }

  #startWorkers(): void {
    while (!this.#closed && this.#ready.length > 0 && this.#working < this.#subscription.concurrency) {
      this.#working += 1;
      this.#work(this.#takeBatch()).finally(() => {
        this.#working -= 1;
        this.#startWorkers();
      });
    }
  }

  #takeBatch(): Message[] {
    const firstAlone = this.#ready.findIndex(({ alone }) => alone);
    const most = Math.min(
      this.#subscription.batchSize,
      firstAlone < 0 ? this.#ready.length : Math.max(firstAlone, 1),
    );
    return this.#ready.splice(0, most);
  }

  async #work(batch: readonly Message[]): Promise<void> {
    for (const message of batch) {
      if (message.receives === 0) message.firstReceivedAt = this.#around.time.now();
      message.receives += 1;
    }
    try {
      const answer = await this.#deliver({
        Records: batch.map((message) => recordOf(message, this.#subscription.name)),
      });
      const failed = failedIn(
        answer,
        batch.map(({ id }) => id),
      );
      for (const { id } of batch) if (!failed.has(id)) this.#around.pending.done();
      await this.#failed(
        batch.filter(({ id }) => failed.has(id)),
        'The function reported that it failed.',
      );
    } catch (error) {
      for (const message of batch) message.alone = true;
      await this.#failed(batch, inWords(error));
    }
  }

  async #failed(messages: readonly Message[], reason: string): Promise<void> {
    for (const message of messages) {
      if (this.#closed) return;
      if (message.receives < this.#subscription.attempts || !(await this.#bury(message, reason)))
        this.#retry(message);
    }
  }

  #retry(message: Message): void {
    const { time, random } = this.#around;
    const cancel = time.after(retryDelay(message.receives, random()), () => {
      this.#retries.delete(cancel);
      this.#ready.push(message);
      this.#startWorkers();
    });
    this.#retries.add(cancel);
  }

  async #bury({ id, body, receives }: Message, reason: string): Promise<boolean> {
    const { deadLetters, log, pending, time } = this.#around;
    const queue = this.#subscription.name;
    try {
      const diedAt = new Date(time.now()).toISOString();
      await deadLetters.add({ queue, messageId: id, receives, reason, body, diedAt });
    } catch (error) {
      log('ERROR', 'A dead letter could not be kept; its message is tried again.', {
        queue,
        messageId: id,
        error: inWords(error),
      });
      return false;
    }
    log('ERROR', 'A message was given up.', { queue, messageId: id, receives, reason });
    pending.done();
    return true;
  }
}
