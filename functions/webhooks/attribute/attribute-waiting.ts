import { quarantine } from '../../kernel/ledger/quarantine.ts';
import type { Receiving } from '../ingest/receive.ts';
import { translate } from '../ingest/translate.ts';
import { readOrigin } from '../store/origins.ts';
import { keepUnattributed, markAttributed, readWaiting } from '../store/unattributed.ts';

/**
 * Attributes what waits at a place, by the mapping that it has now. It may run twice, or after a crash: the facts have
 * the same ids, and what is marked no longer waits.
 */
export async function attributeWaiting(receiving: Receiving, place: string): Promise<void> {
  const { table } = receiving;
  for (const waiting of await readWaiting(table, place)) {
    const mapping = await readOrigin(table, place, waiting.placeId);
    if (mapping === undefined) return;
    const named = { place, record: mapping.record };
    const { facts, left, refused } = await translate(receiving, [waiting.occurrence], named);
    await receiving.publish(facts.map(({ fact, body }) => ({ type: fact.type, body })));
    for (const each of refused) await quarantine(table, each, receiving.now);
    const [still] = left;
    if (still === undefined) await markAttributed(table, waiting);
    else await keepUnattributed(table, { ...waiting, ...still.reason }, receiving.now);
  }
}
