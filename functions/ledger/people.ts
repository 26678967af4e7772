/** The people of the catalog, by id; also those who left. */
import { type PersonState, personState } from '../domain/person.ts';
import { PEOPLE } from '../domain/summary.ts';
import type { LedgerTable } from './ledger-table.ts';
import { listedIds } from './listed.ts';
import { readStates } from './summary.ts';

export async function readPeople(table: LedgerTable): Promise<PersonState[]> {
  const ids = await listedIds(table, PEOPLE);
  const states = await readStates(table, 'person', personState, ids);
  return ids.flatMap((id) => states.get(id) ?? []);
}
