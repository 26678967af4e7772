/** The sources of the catalog. */
import { type SourceState, sourceState } from '../domain/source.ts';
import { SOURCES } from '../domain/summary.ts';
import type { LedgerTable } from './ledger-table.ts';
import { listedIds } from './listed.ts';
import { readStates } from './summary.ts';

/** Those that the catalog has now, as the index tells. */
export async function readSources(table: LedgerTable): Promise<SourceState[]> {
  const ids = await listedIds(table, SOURCES);
  const states = await readStates(table, 'source', sourceState, ids);
  return [...states.values()].filter(
    ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
  );
}
