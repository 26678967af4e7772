/** The messages of all queues and the dead letters, as tables in the file of the ledger. */
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { integer, type Row, text } from '../../functions/kernel/store/sqlite-table.ts';

/** A message to be put into a queue. */
export interface Letter {
  readonly queue: string;
  readonly body: string;
}

/** A message that was taken to be delivered. */
export interface Message {
  readonly id: number;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** How often it was delivered, including this time. */
  readonly receives: number;
  /** To be delivered in a batch of its own: its last batch failed as a whole, and this message may be why. */
  readonly alone: boolean;
}

export interface Retry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly alone: boolean;
  /** Whether this delivery counts as an attempt: not when the store was unavailable. */
  readonly counts: boolean;
}

const deadLetter = z.object({
  id: z.number(),
  queue: z.string(),
  /** The event as it was on the bus, as JSON text. */
  body: z.string(),
  receives: z.number(),
  reason: z.string(),
  /** UTC instant. */
  diedAt: z.string(),
});
export type DeadLetter = Readonly<z.infer<typeof deadLetter>>;

export type Buried = Pick<DeadLetter, 'id' | 'receives' | 'reason' | 'diedAt'>;

/** The outcome of a batch. */
export interface Settled {
  readonly done: readonly number[];
  readonly retries: readonly Retry[];
  readonly dead: readonly Buried[];
}

/** How many messages wait in a queue, and since when the oldest does, in milliseconds since 1970. */
const queueDepth = z.object({ queue: z.string(), depth: z.number(), oldest: z.number() });

/** The longest wait for a next try. A message that is due later is due now: the clock was set back. */
export const MAX_RETRY_MS = 60_000;

/** On one connection; callers put what belongs together into a transaction of the store. */
export class Inbox {
  readonly #statements: ReturnType<typeof statements>;

  constructor(connection: DatabaseSync) {
    this.#statements = statements(connection);
  }

  add(letters: readonly Letter[], now: number): void {
    for (const { queue, body } of letters) this.#statements.add.run(queue, body, now);
  }

  /** Takes the oldest messages that are due, or one that is to be alone. Only one thread may take from a queue. */
  take(queue: string, most: number, now: number): Message[] {
    const due = this.#statements.due.all(queue, now, now + MAX_RETRY_MS, most).map(asMessage);
    const firstAlone = due.findIndex(({ alone }) => alone);
    const taken = firstAlone < 0 ? due : due.slice(0, Math.max(firstAlone, 1));
    if (taken.length === 0) return [];
    this.#statements.take.run(now, idsOf(taken));
    return taken.map((message) => ({
      ...message,
      receives: message.receives + 1,
      firstReceivedAt: message.firstReceivedAt || now,
    }));
  }

  /** When the first of the waiting messages of a queue is due. */
  nextDue(queue: string): number | undefined {
    const due = this.#statements.nextDue.get(queue)?.due;
    return typeof due === 'number' ? due : undefined;
  }

  settle({ done, retries, dead }: Settled): void {
    if (done.length > 0) this.#statements.remove.run(JSON.stringify(done));
    for (const { id, due, alone, counts } of retries)
      this.#statements.retry.run(due, alone ? 1 : 0, counts ? 0 : 1, id);
    for (const { id, receives, reason, diedAt } of dead)
      this.#statements.bury.run(receives, reason, diedAt, id);
    if (dead.length > 0) this.#statements.remove.run(idsOf(dead));
  }

  /**
   * Puts back what an earlier process had taken, to be delivered alone, because it may be why that process died. Messages
   * of queues that no longer exist become dead letters.
   */
  recover(queues: readonly string[], diedAt: string): void {
    this.#statements.putBack.run();
    const names = JSON.stringify(queues);
    this.#statements.buryStrangers.run(diedAt, names);
    this.#statements.removeStrangers.run(names);
  }

  isEmpty(): boolean {
    return this.count(1) === 0;
  }

  /** @param most counts no further than this */
  count(most: number): number {
    return integer(this.#statements.count.get(most)?.count);
  }

  depths(): z.infer<typeof queueDepth>[] {
    return z.array(queueDepth).parse(this.#statements.depths.all());
  }

  /** By id. @param after only those behind this one */
  deadLetters(after = -1, limit = Number.MAX_SAFE_INTEGER): DeadLetter[] {
    return z.array(deadLetter).parse(this.#statements.deadLetters.all(after, limit));
  }

  /** Puts dead letters back into their queues, as new messages. @param ids all of them without it @returns how many */
  revive(now: number, ids?: readonly number[]): number {
    const chosen = JSON.stringify(ids ?? this.deadLetters().map(({ id }) => id));
    const { changes } = this.#statements.revive.run(now, chosen);
    this.#statements.clearDead.run(chosen);
    return Number(changes);
  }

  /** Forgets dead letters. @returns how many */
  drop(ids: readonly number[]): number {
    return Number(this.#statements.clearDead.run(JSON.stringify(ids)).changes);
  }

  countDead(): number {
    return integer(this.#statements.countDead.get()?.count);
  }
}

function statements(connection: DatabaseSync) {
  const chosen = 'id IN (SELECT value FROM json_each(?))';
  const stranger = 'queue NOT IN (SELECT value FROM json_each(?))';
  return {
    add: connection.prepare('INSERT INTO messages (queue, body, sentAt) VALUES (?, ?, ?)'),
    due: connection.prepare(
      `SELECT id, body, sentAt, firstReceivedAt, receives, alone FROM messages
       WHERE queue = ? AND taken = 0 AND (due <= ? OR due > ?) ORDER BY id LIMIT ?`,
    ),
    take: connection.prepare(
      `UPDATE messages SET taken = 1, receives = receives + 1, firstReceivedAt = coalesce(firstReceivedAt, ?) WHERE ${chosen}`,
    ),
    nextDue: connection.prepare('SELECT min(due) AS due FROM messages WHERE queue = ? AND taken = 0'),
    remove: connection.prepare(`DELETE FROM messages WHERE ${chosen}`),
    retry: connection.prepare(
      'UPDATE messages SET taken = 0, due = ?, alone = ?, receives = receives - ? WHERE id = ?',
    ),
    bury: connection.prepare(
      `INSERT INTO deadLetters (id, queue, body, receives, reason, diedAt)
       SELECT id, queue, body, ?, ?, ? FROM messages WHERE id = ?`,
    ),
    putBack: connection.prepare('UPDATE messages SET taken = 0, alone = 1 WHERE taken = 1'),
    buryStrangers: connection.prepare(
      `INSERT INTO deadLetters (id, queue, body, receives, reason, diedAt)
       SELECT id, queue, body, receives, 'No function takes from this queue any more.', ? FROM messages WHERE ${stranger}`,
    ),
    removeStrangers: connection.prepare(`DELETE FROM messages WHERE ${stranger}`),
    count: connection.prepare('SELECT count(*) AS count FROM (SELECT 1 FROM messages LIMIT ?)'),
    depths: connection.prepare(
      // Reads no bodies: the count comes from the index, and the oldest message has the smallest id.
      `SELECT counted.queue, counted.depth, messages.sentAt AS oldest
       FROM (SELECT queue, count(*) AS depth, min(id) AS first FROM messages GROUP BY queue) AS counted
       JOIN messages ON messages.id = counted.first ORDER BY counted.queue`,
    ),
    deadLetters: connection.prepare('SELECT * FROM deadLetters WHERE id > ? ORDER BY id LIMIT ?'),
    revive: connection.prepare(
      `INSERT INTO messages (queue, body, sentAt) SELECT queue, body, ? FROM deadLetters WHERE ${chosen} ORDER BY id`,
    ),
    clearDead: connection.prepare(`DELETE FROM deadLetters WHERE ${chosen}`),
    countDead: connection.prepare('SELECT count(*) AS count FROM deadLetters'),
  };
}

const asMessage = (row: Row): Message => ({
  id: integer(row.id),
  body: text(row.body),
  sentAt: integer(row.sentAt),
  firstReceivedAt: typeof row.firstReceivedAt === 'number' ? row.firstReceivedAt : 0,
  receives: integer(row.receives),
  alone: row.alone === 1,
});

const idsOf = (some: readonly { readonly id: number }[]): string => JSON.stringify(some.map(({ id }) => id));
