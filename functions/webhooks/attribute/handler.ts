/** The function `attribute`: an origin was mapped, so what waited for that is attributed now. */
import { SourceMapped } from '../../../events/announcements/requests.ts';
import type { Accepted } from '../../../events/read.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { quarantine } from '../../kernel/ledger/quarantine.ts';
import { type Working, working } from '../../kernel/working.ts';
import { attributeEvents, outgoing } from '../ingest/attribute-events.ts';
import type { Receiving } from '../ingest/receive.ts';
import { markAttributed, readOrigin, readWaiting, storeWaiting, type Waiting } from '../store/origins.ts';

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
    if (await isSaidOtherwise(table, waiting, facts)) {
      await markAttributed(table, waiting);
      continue;
    }
    await publish(outgoing(facts));
    for (const each of refused) await quarantine(table, each, now);
    const [still] = unattributed;
    if (still === undefined) await markAttributed(table, waiting);
    else await storeWaiting(table, { ...waiting, ...still }, now);
  }
}

/** A merge that arrives so long after it is a repeat, and more can have been said of it in between. */
const MAX_UNREPEATED_MS = 600_000;

/** Whether a merge that was delivered again counts by later words already, as another change than its first words make. */
async function isSaidOtherwise(
  table: Working['table'],
  { normalized, arrivedAt = '' }: Waiting,
  facts: readonly Accepted[],
): Promise<boolean> {
  if (normalized.kind !== 'merged' || normalized.later !== undefined) return false;
  const isRepeat = Date.parse(arrivedAt) > Date.parse(normalized.at) + MAX_UNREPEATED_MS;
  if (!isRepeat || facts.length === 0) return false;
  // Asks every project, so only repeats do.
  const { readChanges } = await import('../../catalog/store/changes.ts');
  const own = new Set(facts.map(({ fact }) => fact.detail.id));
  return (await readChanges(table, normalized.id)).some(({ id }) => !own.has(id));
}
