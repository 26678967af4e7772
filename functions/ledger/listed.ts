/** What the lists of the index name. An index tells which there are, never what they say. */
import * as z from 'zod';
import type { Store } from '../kernel/store/store.ts';
import { all, inIndexAfter } from './query.ts';
import { LISTING } from './table.ts';

const listed = z.object({ card: z.object({ id: z.string() }) });

/**
 * The ids of a list, in its order.
 * @param prefix of what the list is sorted by: `ownedBy` a team, where it is sorted by team
 */
export async function listedIds(table: Store, list: string, prefix = ''): Promise<string[]> {
  const items = await all(table, inIndexAfter(LISTING, list, undefined, prefix));
  return items.map((item) => listed.parse(item).card.id);
}
