/** The sources of the catalog. */
import { type SourceState, sourceState } from '../domain/source.ts';
import { SOURCES } from '../domain/summary.ts';
import type { Store } from '../kernel/store/store.ts';
import { listedIds } from './listed.ts';
import { readStates } from './snapshots.ts';

/** Those that the catalog has now, as the index tells. */
export async function readSources(table: Store): Promise<SourceState[]> {
  const ids = await listedIds(table, SOURCES);
  const states = await readStates(table, 'source', sourceState, ids);
  return [...states.values()].filter(
    ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
  );
}
