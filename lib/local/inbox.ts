/** The inbox of every function that reacts to events, as tables of the ledger's own file: the queues, and what was given up. */
import type { DatabaseSync } from 'node:sqlite';
import { integer, type Row, text } from '../../functions/kernel/store/sqlite-table.ts';

/** `due` is 0 for a message that may be handed over at once, or the moment of its next try, in milliseconds since 1970. */
export const INBOX_SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    sentAt INTEGER NOT NULL,
    due INTEGER NOT NULL DEFAULT 0,
    taken INTEGER NOT NULL DEFAULT 0,
    receives INTEGER NOT NULL DEFAULT 0,
    firstReceivedAt INTEGER,
    alone INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS waiting ON messages (queue, taken, id, due);
  CREATE TABLE IF NOT EXISTS deadLetters (
    id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    body TEXT NOT NULL,
    receives INTEGER NOT NULL,
    reason TEXT NOT NULL,
    diedAt TEXT NOT NULL
  ) STRICT;
`;

/** What is put into a queue. */
export interface Letter {
  readonly queue: string;
  readonly body: string;
}

/** A message that was taken out to be handed over. */
export interface Message {
  readonly id: number;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly firstReceivedAt: number;
  /** How often it was handed over, with this time. */
  readonly receives: number;
  /** To be handed over in a batch of its own: its last batch failed as a whole, and one of them may be why. */
  readonly alone: boolean;
}

export interface Retry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly alone: boolean;
  /** Whether this handing over counts: not when the function could do nothing, for lack of a store. */
  readonly counts: boolean;
}

export interface DeadLetter {
  readonly id: number;
  readonly queue: string;
  /** The event as it was on the bus, as JSON text. */
  readonly body: string;
  readonly receives: number;
  readonly reason: string;
  /** UTC instant. */
  readonly diedAt: string;
}

/** What became of the messages of a batch. */
export interface Settled {
  readonly done: readonly number[];
  readonly retries: readonly Retry[];
  readonly dead: readonly Omit<DeadLetter, 'body'>[];
}

export interface QueueDepth {
  readonly queue: string;
  readonly depth: number;
  /** Milliseconds since 1970. */
  readonly oldest: number;
}

/** The longest that any message waits for its next try. One that is due later is due now: somebody set the clock back. */
export const MAX_RETRY_MS = 60_000;

/** All of it on one connection. What must be done together is done in a transaction of the store. */
export class Inbox {
  readonly #statements: ReturnType<typeof statements>;

  constructor(connection: DatabaseSync) {
    this.#statements = statements(connection);
  }

  add(letters: readonly Letter[], now: number): void {
    for (const { queue, body } of letters) this.#statements.add.run(queue, body, now);
  }

  /** Takes the oldest messages that are due; one that goes alone is taken alone. Only one thread takes from a queue. */
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

  /** When the next message of a queue is due, of those that wait for another try. */
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
   * What an earlier process had taken is back in its queue, alone, for it may be why that process died; and what waits in
   * queues that are no more is given up.
   */
  recover(queues: readonly string[], diedAt: string): void {
    this.#statements.putBack.run();
    const names = JSON.stringify(queues);
    this.#statements.buryStrangers.run(diedAt, names);
    this.#statements.removeStrangers.run(names);
  }

  isEmpty(): boolean {
    return this.#statements.any.get() === undefined;
  }

  /** @param most counts no further than this */
  count(most: number): number {
    return integer(this.#statements.count.get(most)?.count);
  }

  depths(): QueueDepth[] {
    return this.#statements.depths.all().map(({ queue, depth, oldest }) => ({
      queue: text(queue),
      depth: integer(depth),
      oldest: integer(oldest),
    }));
  }

  deadLetters(): DeadLetter[] {
    return this.#statements.deadLetters.all().map((row) => ({
      id: integer(row.id),
      queue: text(row.queue),
      body: text(row.body),
      receives: integer(row.receives),
      reason: text(row.reason),
      diedAt: text(row.diedAt),
    }));
  }

  /** Puts what was given up back into its queue, as if it came now. @returns how many */
  revive(now: number): number {
    const { changes } = this.#statements.revive.run(now);
    this.#statements.clearDead.run();
    return Number(changes);
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
    any: connection.prepare('SELECT 1 FROM messages LIMIT 1'),
    count: connection.prepare('SELECT count(*) AS count FROM (SELECT 1 FROM messages LIMIT ?)'),
    depths: connection.prepare(
      // Of the bodies, none is read: the count comes from the index, and whoever came first has the least id.
      `SELECT counted.queue, counted.depth, messages.sentAt AS oldest
       FROM (SELECT queue, count(*) AS depth, min(id) AS first FROM messages GROUP BY queue) AS counted
       JOIN messages ON messages.id = counted.first ORDER BY counted.queue`,
    ),
    deadLetters: connection.prepare('SELECT * FROM deadLetters ORDER BY id'),
    revive: connection.prepare(
      'INSERT INTO messages (queue, body, sentAt) SELECT queue, body, ? FROM deadLetters ORDER BY id',
    ),
    clearDead: connection.prepare('DELETE FROM deadLetters'),
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
