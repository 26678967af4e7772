/** What was told to whom. It depends on the moment of knowing, so it is no part of what tables are compared by. */
import type { Entity } from '../../events/contract.ts';
import { notifiedKey } from './keys.ts';
import { getOne, type Store } from './store/store.ts';

export const wasNotified = async (table: Store, about: Entity, what: string): Promise<boolean> =>
  (await getOne(table, notifiedKey(about, what))) !== undefined;

/** Marked after it was told: a crash between the two tells it again, under the same id. */
export async function markNotified(table: Store, about: Entity, what: string, at: string): Promise<void> {
  await table.put({ ...notifiedKey(about, what), at });
}
