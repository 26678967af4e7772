/** The bus on AWS: PutEvents, with every entry's own answer read. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { inParallel } from '../parallel.ts';
import { type Bus, type BusEntry, batches, EventsNotPublishedError } from './bus.ts';

/** What one PutEvents takes. */
const MAX = { items: 10, bytes: 256 * 1024 } as const;
/** Between tries of what the bus refuses: not every publisher is called again, so a short outage is waited out here. */
const PAUSES_MS = [100, 400, 1600];

/** @param name of the bus, or its ARN */
export const eventBridge = (client: EventBridgeClient, name: string): Bus => ({
  async publish(entries) {
    const all = entries.map((entry) => requestEntry(entry, name));
    await inParallel([...batches(all, MAX, bytesOf)], (batch) => put(client, batch));
  },
});

const requestEntry = ({ source, type, body }: BusEntry, name: string): PutEventsRequestEntry => ({
  Source: source,
  DetailType: type,
  Detail: body,
  EventBusName: name,
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const bytesOf = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** PutEvents answers for each entry: only those that failed are tried again, once after each pause. */
async function put(client: EventBridgeClient, entries: PutEventsRequestEntry[]): Promise<void> {
  let waiting = entries;
  let refusal = '';
  for (const pause of [0, ...PAUSES_MS]) {
    if (pause > 0) await sleep(pause);
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: waiting }));
    refusal = Entries.find(({ EventId }) => EventId === undefined)?.ErrorCode ?? 'no answer';
    waiting = waiting.filter((_entry, at) => Entries[at]?.EventId === undefined);
    if (waiting.length === 0) return;
  }
  const types = [...new Set(waiting.map(({ DetailType }) => DetailType))].join(', ');
  throw new EventsNotPublishedError(
    `The bus refused ${waiting.length} of ${entries.length} events (${types}): ${refusal}.`,
  );
}
