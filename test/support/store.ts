/** Ledgers as they are after recording, for tests that are about what is read from them. */

import { append } from '../../functions/kernel/ledger/append.ts';
import { inParallel } from '../../functions/kernel/parallel.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { recordFacts } from '../../functions/record/record-facts.ts';
import { accepted, type Entry } from './facts.ts';

const ARRIVED = '2024-08-13T00:00:00.000Z';

/** Appends entries to every ledger that they belong to, and folds nothing. */
export async function appendAll(table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> {
  await inParallel(entries, (entry) => append(table, accepted(entry), at));
}

/** Records entries, with the snapshots of all that they speak of; nobody is told. */
export async function store(table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> {
  await recordFacts(table, async () => {}, entries.map(accepted), at);
}
