/** The function `attribute`: an origin was mapped, so what waited for that is attributed now. */
import { SourceMapped } from '../../../events/announcements/requests.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import { type Working, working } from '../../kernel/working.ts';
import { attributeEvents, outgoing } from '../ingest/attribute-events.ts';
import type { Receiving } from '../ingest/receive.ts';
import { markAttributed, readOrigin, readWaiting, storeWaiting } from '../store/origins.ts';

const attribute = reacting(
  on([SourceMapped], async ({ table, now }: Working, mapped) => {
    for (const origin of new Set(mapped.map(({ detail }) => detail.source)))
      await attributeWaiting({ table, publish: publishFacts, now }, origin);
  }),
);

export const handler = queueHandler((entries) => attribute(working(), entries));

/** By the mapping that the origin has now. It may run twice: the facts have the same ids, and what is marked waits no more. */
export async function attributeWaiting(receiving: Receiving, origin: string): Promise<void> {
  const { table, publish, now } = receiving;
  for (const waiting of await readWaiting(table, origin)) {
    const mapping = await readOrigin(table, origin, waiting.originId);
    if (mapping === undefined) return;
    const mapped = { origin, source: mapping.source, record: mapping.record };
    const { facts, unattributed, refused } = await attributeEvents(receiving, [waiting.normalized], mapped);
    await publish(outgoing(facts));
    for (const each of refused) await quarantine(table, each, now);
    const [still] = unattributed;
    if (still === undefined) await markAttributed(table, waiting);
    else await storeWaiting(table, { ...waiting, ...still }, now);
  }
}
