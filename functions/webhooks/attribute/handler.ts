/** An origin was mapped: what waited for that is attributed now. */
import * as z from 'zod';
import { SourceMapped } from '../../../events/announcements/source-mapped.ts';
import { lazy } from '../../../events/lazy.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { quarantine } from '../../kernel/quarantine.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { attributeEvents, outgoing } from '../ingest/attribute-events.ts';
import type { Receiving } from '../ingest/receive.ts';
import { markAttributed, readOrigin, readWaiting, storeWaiting } from '../store/origins.ts';

const entryOf = lazy(() => z.object({ detail: z.unknown() }));

export const handler = queueHandler(async (entries) => {
  const origins = entries.map((entry) => SourceMapped.read(entryOf.parse(entry).detail).detail.source);
  const now = new Date().toISOString();
  for (const origin of new Set(origins))
    await attributeWaiting({ table: surroundings().store, publish: publishFacts, now }, origin);
});

/**
 * Attributes what waits at an origin, by the mapping that it has now. It may run twice, or after a crash: the facts have
 * the same ids, and what is marked no longer waits.
 */
export async function attributeWaiting(receiving: Receiving, origin: string): Promise<void> {
  const { table, publish, now } = receiving;
  for (const waiting of await readWaiting(table, origin)) {
    const mapping = await readOrigin(table, origin, waiting.originId);
    if (mapping === undefined) return;
    const mapped = { origin, record: mapping.record };
    const { facts, unattributed, refused } = await attributeEvents(receiving, [waiting.normalized], mapped);
    await publish(outgoing(facts));
    for (const each of refused) await quarantine(table, each, now);
    const [still] = unattributed;
    if (still === undefined) await markAttributed(table, waiting);
    else await storeWaiting(table, { ...waiting, ...still }, now);
  }
}
