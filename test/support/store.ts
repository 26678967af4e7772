/** The steps of recording, one by one, for tests that interleave them. */
import type { Entity } from '../../events/contract.ts';
import { fold } from '../../functions/domain/summary.ts';
import { inParallel } from '../../functions/kernel/parallel.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { append } from '../../functions/ledger/append.ts';
import { readLedger } from '../../functions/ledger/ledger.ts';
import { type Written, writeSummary } from '../../functions/ledger/summary.ts';
import { accepted, type Entry } from './facts.ts';

const ARRIVED = '2024-08-13T00:00:00.000Z';

/** Appends entries to every ledger that they belong to. */
export async function appendAll(table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> {
  await inParallel(entries, async (entry) => {
    const kept = accepted(entry);
    for (const entity of kept.entities) await append(table, entity, kept, at);
  });
}

/** Reads a ledger, folds it, and writes its summary. */
export async function summarise(table: Store, entity: Entity): Promise<Written> {
  const ledger = await readLedger(table, entity);
  return writeSummary(table, entity, fold(entity, ledger.facts), ledger.entries);
}

/** Appends entries, and summarises every entity that they belong to. */
export async function store(table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> {
  await appendAll(table, entries, at);
  const entities = new Map(
    entries.flatMap((entry) => accepted(entry).entities).map((each) => [`${each.kind} ${each.id}`, each]),
  );
  await inParallel([...entities.values()], (entity) => summarise(table, entity));
}
