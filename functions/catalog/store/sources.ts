/** The sources of the catalog. */

import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type SourceState, sourceState } from '../model/source.ts';
import { SOURCES } from '../model/summary.ts';
import { readStates } from './snapshots.ts';

/** Those that the catalog has now, as the index tells. */
export async function readSources(table: Store): Promise<SourceState[]> {
  const ids = await listedIds(table, SOURCES);
  const states = await readStates(table, 'source', sourceState, ids);
  return [...states.values()].filter(
    ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
  );
}
