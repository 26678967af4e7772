/** The event bus: takes entries, keeps them in the journal, and routes them to the queues of those who subscribed. */
import type { PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Pattern } from '../wiring.ts';
import type { Journal } from './journal.ts';
import { inWords, type Log } from './log.ts';
import { type BusEvent, matches } from './pattern.ts';
import type { Pending } from './pending.ts';
import { type Envelope, readEntry } from './put-events.ts';
import type { Time } from './time.ts';

/** A rule: what matches goes to its queue. */
export interface Rule {
  readonly pattern: Pattern;
  send(body: string): void;
}

export interface BusSurroundings {
  readonly journal: Journal;
  readonly pending: Pending;
  readonly time: Time;
  readonly log: Log;
}

export class Bus {
  readonly name: string;
  readonly #rules: Rule[] = [];
  readonly #around: BusSurroundings;

  constructor(name: string, surroundings: BusSurroundings) {
    this.name = name;
    this.#around = surroundings;
  }

  subscribe(rule: Rule): void {
    this.#rules.push(rule);
  }

  /** Answers each entry at its place. As on AWS, an entry for a bus that does not exist is answered well and is gone. */
  async put(entries: readonly PutEventsRequestEntry[]): Promise<PutEventsResultEntry[]> {
    const read = entries.map((entry) => readEntry(entry, this.#around.time.now()));
    const accepted = read.filter((each, at): each is Envelope => 'id' in each && this.#isOurs(entries[at]));
    try {
      await this.#accept(accepted);
    } catch (error) {
      this.#around.log('ERROR', 'Events were refused: the journal cannot be written.', {
        error: inWords(error),
      });
      return entries.map(() => ({
        ErrorCode: 'InternalFailure',
        ErrorMessage: 'The journal cannot be written.',
      }));
    }
    return read.map((each) => ('id' in each ? { EventId: each.id } : each));
  }

  /** Routes events that were accepted before, without taking them down again. */
  replay(events: readonly unknown[]): void {
    for (const event of events) if (isBusEvent(event)) this.#route(event);
  }

  #isOurs(entry: PutEventsRequestEntry | undefined): boolean {
    const name = entry?.EventBusName ?? 'default';
    return name === this.name || name.endsWith(`:event-bus/${this.name}`);
  }

  async #accept(events: readonly Envelope[]): Promise<void> {
    if (events.length === 0) return;
    const { journal, pending } = this.#around;
    await pending.during(async () => {
      await journal.append(events);
      for (const event of events) this.#route(event);
    });
  }

  #route(event: BusEvent): void {
    const body = JSON.stringify(event);
    for (const rule of this.#rules) if (matches(rule.pattern, event)) rule.send(body);
  }
}

/** The journal holds only what `put` wrote; a line that a full disk cut short never gets here. */
const isBusEvent = (event: unknown): event is BusEvent =>
  typeof event === 'object' &&
  event !== null &&
  'source' in event &&
  'detail-type' in event &&
  'detail' in event;
