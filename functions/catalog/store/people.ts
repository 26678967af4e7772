/** The people of the catalog, by id; also those who left. */

import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type PersonState, personState } from '../model/person.ts';
import { PEOPLE } from '../model/summary.ts';
import { readStates } from './snapshots.ts';

export async function readPeople(table: Store): Promise<PersonState[]> {
  const ids = await listedIds(table, PEOPLE);
  const states = await readStates(table, 'person', personState, ids);
  return ids.flatMap((id) => states.get(id) ?? []);
}
