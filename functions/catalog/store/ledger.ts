/** Reading all that was ever said of an entity, under all of its names. */
import type { Fact } from '../../../events/catalogue.ts';
import type { Entity } from '../../../events/contract.ts';
import { everyEntryOf } from '../../kernel/ledger/read.ts';
import type { Entry } from '../../kernel/model/facts.ts';
import { canBeRenamed, identityOf, type Names, namesIn } from '../../kernel/model/identity.ts';
import type { Store } from '../../kernel/store/store.ts';

export interface Ledger {
  /** In order. */
  readonly facts: readonly Fact[];
  readonly names: Names;
}

/** Reads all of an entity's facts, strongly consistent: for people who look at one entity, and for digests. */
export async function readLedger(table: Store, entity: Entity): Promise<Ledger> {
  const ledgers = new Map<string, readonly Entry[]>();
  const names = new Set([entity.id]);
  for (const name of names) {
    const entries = await everyEntryOf(table, { kind: entity.kind, id: name });
    ledgers.set(name, entries);
    if (canBeRenamed(entity.kind)) for (const other of namesIn(entries)) names.add(other);
  }
  const { entries, ...identity } = identityOf(entity, ledgers);
  return { facts: entries.map(({ fact }) => fact), names: identity };
}
