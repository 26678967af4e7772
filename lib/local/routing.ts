/** The bus of this host: puts each event into the queues that subscribe to it. */
import { randomUUID } from 'node:crypto';
import { type Bus, type BusEntry, EventsNotPublishedError } from '../../functions/kernel/bus/bus.ts';
import type { FunctionWiring, Pattern } from '../wiring-shape.ts';
import type { Letter } from './inbox.ts';
import { reasonOf } from './log.ts';

/** The limit of EventBridge, so that no host publishes what the other would refuse. */
const MAX_EVENT_BYTES = 256 * 1024;

export const matches = (pattern: Pattern, { source, type }: BusEntry): boolean =>
  pattern.source.includes(source) && (pattern['detail-type']?.includes(type) ?? true);

/** An event as EventBridge puts it into a queue; its detail is already JSON text. */
function envelope({ source, type, body }: BusEntry, now: number): string {
  return `${JSON.stringify(envelopeOf(source, type, now)).slice(0, -1)},"detail":${body}}`;
}

/**
 * An event without its detail.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export const envelopeOf = (source: string, type: string, now: number, resources: readonly string[] = []) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': type,
  source,
  account: '000000000000',
  time: `${new Date(now).toISOString().slice(0, 19)}Z`,
  region: 'local',
  resources,
});

/** @param put stores the messages, all or none, and resolves once they are safe */
export function localBus(
  functions: readonly FunctionWiring[],
  now: () => number,
  put: (letters: readonly Letter[]) => void | Promise<void>,
): Bus {
  const subscriptions = functions.flatMap(({ subscriptions = [] }) => subscriptions);
  const lettersFor = (entry: BusEntry): Letter[] => {
    const bytes = [entry.body, entry.type, entry.source].reduce(
      (sum, text) => sum + Buffer.byteLength(text),
      0,
    );
    if (bytes > MAX_EVENT_BYTES)
      throw new EventsNotPublishedError(
        `An event ${entry.type} has ${bytes} bytes; the limit is ${MAX_EVENT_BYTES}.`,
      );
    const wanted = subscriptions.filter(({ pattern }) => matches(pattern, entry));
    if (wanted.length === 0) return [];
    const body = envelope(entry, now());
    return wanted.map(({ name }) => ({ queue: name, body }));
  };
  return {
    async publish(entries) {
      const letters = entries.flatMap(lettersFor);
      if (letters.length === 0) return;
      try {
        await put(letters);
      } catch (cause) {
        const message = `${entries.length} events were not accepted: ${reasonOf(cause)}`;
        throw new EventsNotPublishedError(message, { cause });
      }
    },
  };
}
