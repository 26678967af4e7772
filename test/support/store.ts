/** Recording in tests, without reactions to announcements. */

import { recordFacts } from '../../functions/catalog/record/record-facts.ts';
import { append } from '../../functions/kernel/ledger/append.ts';
import { inParallel } from '../../functions/kernel/parallel.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { accepted, type Entry } from './facts.ts';

const ARRIVED = '2024-08-13T00:00:00.000Z';

/** Appends entries to every ledger that they belong to, and folds nothing. */
export async function appendAll(table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> {
  await inParallel(entries, (entry) => append(table, accepted(entry), at));
}

/** Appends entries, and folds the snapshots of all that they belong to. */
export const store = (table: Store, entries: readonly Entry[], at = ARRIVED): Promise<void> =>
  recordFacts({ table, announce: async () => {}, now: at }, entries.map(accepted));
