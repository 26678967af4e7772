/** The people of the catalog, by id; also those who left. */
import * as z from 'zod';
import { type PersonState, personState } from '../domain/person.ts';
import { PEOPLE } from '../domain/summary.ts';
import type { LedgerTable } from './ledger-table.ts';
import { all, inIndex } from './query.ts';
import { readStates } from './summary.ts';
import { LISTING } from './table.ts';

const listed = z.object({ listKey: z.string() });

export async function readPeople(table: LedgerTable): Promise<PersonState[]> {
  const ids = (await all(table, inIndex(LISTING, PEOPLE))).map((item) => listed.parse(item).listKey);
  const states = await readStates(table, 'person', personState, ids);
  return ids.flatMap((id) => states.get(id) ?? []);
}
