/** Marks of what was announced or asked for once. Which marks there are depends on when something was seen, so they are no part of what two tables are compared by. */
import type { Entity } from '../../../events/contract.ts';
import { notifiedKey } from '../store/keys.ts';
import { getOne, type Store } from '../store/store.ts';

export const wasNotified = async (table: Store, about: Entity, what: string): Promise<boolean> =>
  (await getOne(table, notifiedKey(about, what))) !== undefined;

/** To be called after the announcement: a crash between the two repeats the announcement under the same id. */
export async function markNotified(table: Store, about: Entity, what: string, at: string): Promise<void> {
  await table.put({ ...notifiedKey(about, what), at });
}
