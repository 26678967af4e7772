/** Putting events on the bus, with every entry's own answer read. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Announcement } from '../../events/catalogue.ts';
import { ANNOUNCEMENT_SOURCE } from '../../events/contract.ts';
import { BUS, required } from './environment.ts';

/** PutEvents takes no more entries at once. */
const BATCH = 10;
/** Tries of one entry here; after that the message that asked for it comes again from its queue. */
const TRIES = 3;

class EventsNotPublishedError extends Error {
  override readonly name = 'EventsNotPublishedError';
}

let client: EventBridgeClient | undefined;

/** The client of the bus, made once. */
export const busClient = (): EventBridgeClient => {
  client ??= new EventBridgeClient({});
  return client;
};

/** Puts announcements on the bus; throws when it could not. */
export type Announce = (announcements: readonly Announcement[]) => Promise<void>;

/**
 * Puts announcements on the bus. PutEvents answers entry by entry: only those that failed are tried again.
 * @throws {EventsNotPublishedError} when the bus still refuses some; the others are out, and a repeat has the same ids
 */
export async function announce(announcements: readonly Announcement[]): Promise<void> {
  const entries = announcements.map(({ type, detail }) => ({
    Source: ANNOUNCEMENT_SOURCE,
    DetailType: type,
    Detail: JSON.stringify(detail),
    EventBusName: required(BUS),
  }));
  for (let from = 0; from < entries.length; from += BATCH) await put(entries.slice(from, from + BATCH));
}

async function put(entries: PutEventsRequestEntry[]): Promise<void> {
  let waiting = entries;
  let refusal = '';
  for (let attempt = 0; attempt < TRIES && waiting.length > 0; attempt += 1) {
    const { Entries = [] } = await busClient().send(new PutEventsCommand({ Entries: waiting }));
    refusal = Entries.find(({ EventId }) => EventId === undefined)?.ErrorCode ?? 'no answer';
    waiting = waiting.filter((_entry, at) => Entries[at]?.EventId === undefined);
  }
  if (waiting.length === 0) return;
  const types = waiting.map(({ DetailType }) => DetailType).join(', ');
  throw new EventsNotPublishedError(
    `The bus refused ${waiting.length} of ${entries.length} events (${types}): ${refusal}.`,
  );
}
