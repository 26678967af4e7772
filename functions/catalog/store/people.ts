/** One person of the catalog, without reading the others. */
import type { Store } from '../../kernel/store/store.ts';
import { personRecord } from '../model/import/records.ts';
import { kinds } from '../model/kinds.ts';
import { type Identity, whoIs } from '../model/speakers.ts';
import { readStates } from './states.ts';

/** @param id as the catalog has it: `ada` */
export async function readPerson(table: Store, id: string): Promise<Identity> {
  const state = (await readStates(table, 'person', [id])).get(id);
  const known = state && kinds.person.known?.(state);
  const people =
    known === undefined ? [] : [[id, { ...known, record: personRecord.parse(known.record) }] as const];
  return whoIs(`person:${id}`, new Map(people));
}
