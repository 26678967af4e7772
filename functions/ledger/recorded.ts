/** Whether the ledger has a fact already: the append is the proof of receipt, so a repeat need not go onto the bus again. */
import type { Accepted } from '../../events/read.ts';
import { inParallel } from '../kernel/parallel.ts';
import { all, type Store, startingWith } from '../kernel/store/store.ts';
import { eventKey, eventsUnder } from './keys.ts';

/** Those that the ledger does not have with this very content. @param facts each content once */
export async function unrecorded(table: Store, facts: readonly Accepted[]): Promise<Accepted[]> {
  const keyed = facts.flatMap((each) => {
    const [entity] = each.entities;
    return entity === undefined ? [] : [{ each, key: eventKey(entity, each.fact, each.digest) }];
  });
  const found = await table.get(keyed.map(({ key }) => key));
  const there = new Set(found.map(({ pk, sk }) => `${pk}\n${sk}`));
  return keyed.flatMap(({ each, key }) => (there.has(`${key.pk}\n${key.sk}`) ? [] : [each]));
}

/**
 * Those that the ledger does not have under this id and moment, whatever their words: of what happened somewhere else the
 * words can be others by now (a title was edited), or come from another witness.
 */
export async function unheard(table: Store, facts: readonly Accepted[]): Promise<Accepted[]> {
  const checked = await inParallel(facts, async (each) => {
    const [entity] = each.entities;
    if (entity === undefined) return [];
    const { pk, prefix } = eventsUnder(entity, each.fact);
    const found = await all(table.query(pk, { ...startingWith(prefix), limit: 1, only: ['type'] }));
    return found.length > 0 ? [] : [each];
  });
  return checked.flat();
}
