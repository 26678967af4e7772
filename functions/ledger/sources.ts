/** The sources of the catalog. */
import * as z from 'zod';
import { type SourceState, sourceState } from '../domain/source.ts';
import { SOURCES } from '../domain/summary.ts';
import type { LedgerTable } from './ledger-table.ts';
import { all, inIndex } from './query.ts';
import { readStates } from './summary.ts';
import { LISTING } from './table.ts';

const listed = z.object({ card: z.object({ id: z.string() }) });

/** Those that the catalog has now, as the index tells. */
export async function readSources(table: LedgerTable): Promise<SourceState[]> {
  const items = await all(table, inIndex(LISTING, SOURCES));
  const ids = items.map((item) => listed.parse(item).card.id);
  const states = await readStates(table, 'source', sourceState, ids);
  return [...states.values()].filter(
    ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
  );
}
