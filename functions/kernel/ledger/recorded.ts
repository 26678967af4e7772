/** Whether the ledger has a fact already: the append is the proof of receipt, so a repeat need not go onto the bus again. */
import type { Accepted } from '../../../events/read.ts';
import { inParallel } from '../parallel.ts';
import type { Store } from '../store/store.ts';
import { contentsUnder } from './append.ts';

/** Those that the ledger does not have with this very content. @param facts each content once */
export const unrecorded = (table: Store, facts: readonly Accepted[]): Promise<Accepted[]> =>
  without(table, facts, ({ digest }, content) => content.digest === digest);

/**
 * Those that the ledger does not have under this id and moment, whatever their words: of what happened somewhere else the
 * words can be others by now (a title was edited), or come from another witness.
 */
export const unheard = (table: Store, facts: readonly Accepted[]): Promise<Accepted[]> =>
  without(table, facts, ({ fact }, content) => content.at === fact.detail.occurredAt);

type Content = Awaited<ReturnType<typeof contentsUnder>>[number];

async function without(
  table: Store,
  facts: readonly Accepted[],
  isSame: (fact: Accepted, content: Content) => boolean,
): Promise<Accepted[]> {
  const kept = await inParallel(facts, async (each) => {
    const [entity] = each.entities;
    const there = entity === undefined ? [] : await contentsUnder(table, entity, each.fact.detail.id);
    return entity === undefined || there.some((content) => isSame(each, content)) ? [] : [each];
  });
  return kept.flat();
}
