/** Putting events on the bus, with every entry's own answer read. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Announcement } from '../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE, FACT_SOURCE } from '../../events/contract.ts';
import { batches } from '../kernel/bus/batches.ts';
import { inParallel } from '../kernel/parallel.ts';
import { BUS, required } from './environment.ts';

/** PutEvents takes no more entries at once, and no more bytes in all of them together. */
const MOST = { items: 10, bytes: 256 * 1024 } as const;
/** Tries of one entry here. After that, the message that asked for an announcement comes again from its queue. */
const TRIES = 3;
/** Nobody asks again for a fact: it is given longer, and the bus time to breathe. */
const FACT_PAUSES_MS = [100, 400, 1600];

class EventsNotPublishedError extends Error {
  override readonly name = 'EventsNotPublishedError';
}

let client: EventBridgeClient | undefined;

/** The client of the bus, made once. */
export const busClient = (): EventBridgeClient => {
  client ??= new EventBridgeClient({});
  return client;
};

export interface Bus {
  readonly client: EventBridgeClient;
  readonly name: string;
}

/** The bus that this function's host gave it. */
const ownBus = (): Bus => ({ client: busClient(), name: required(BUS) });

/** A fact that was read and is ready to go. */
export interface OutgoingFact {
  readonly type: string;
  /** Its detail as JSON text. */
  readonly body: string;
}

/** Puts announcements on the bus; throws when it could not. */
export type Announce = (announcements: readonly Announcement[]) => Promise<void>;

/**
 * Puts announcements on the bus.
 * @throws {EventsNotPublishedError} when the bus still refuses some; the others are out, and a repeat has the same ids
 */
export async function announce(announcements: readonly Announcement[]): Promise<void> {
  const to = ownBus();
  const events = announcements.map(({ type, detail }) => ({ type, body: JSON.stringify(detail) }));
  const noPauses = Array.from({ length: TRIES - 1 }, () => 0);
  const entries = entriesOf(ANNOUNCEMENT_SOURCE, events, to);
  for (const batch of batches(entries, MOST, bytesOf)) await put(to, batch, noPauses);
}

/**
 * Puts facts on a bus, this function's own unless another is named.
 * @throws {EventsNotPublishedError} when the bus still refuses some; others are out, and a repeat has the same ids
 */
export async function publishFacts(facts: readonly OutgoingFact[], to = ownBus()): Promise<void> {
  const entries = entriesOf(FACT_SOURCE, facts, to);
  await inParallel([...batches(entries, MOST, bytesOf)], (batch) => put(to, batch, FACT_PAUSES_MS));
}

const entriesOf = (Source: string, events: readonly OutgoingFact[], { name }: Bus): PutEventsRequestEntry[] =>
  events.map(({ type, body }) => ({ Source, DetailType: type, Detail: body, EventBusName: name }));

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const bytesOf = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** PutEvents answers entry by entry: only those that failed are tried again, once after each pause. */
async function put(to: Bus, entries: PutEventsRequestEntry[], pauses: readonly number[]): Promise<void> {
  let waiting = entries;
  let refusal = '';
  for (const pause of [0, ...pauses]) {
    if (waiting.length === 0) return;
    if (pause > 0) await sleep(pause);
    const { Entries = [] } = await to.client.send(new PutEventsCommand({ Entries: waiting }));
    refusal = Entries.find(({ EventId }) => EventId === undefined)?.ErrorCode ?? 'no answer';
    waiting = waiting.filter((_entry, at) => Entries[at]?.EventId === undefined);
  }
  if (waiting.length === 0) return;
  const types = [...new Set(waiting.map(({ DetailType }) => DetailType))].join(', ');
  throw new EventsNotPublishedError(
    `The bus refused ${waiting.length} of ${entries.length} events (${types}): ${refusal}.`,
  );
}
