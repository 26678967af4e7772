/** The lists of the `listing` index. The index may lag, so it is used for which items exist and never for their content. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { all, type Item, type Pages, type Range, type Store, startingWith } from './store.ts';

/** The items of a list whose sort key begins with a text (`ownedBy` a team, in lists by team) and comes after another. */
export const inList = (
  table: Store,
  list: string,
  prefix = '',
  after?: string,
  wanted: Pick<Range, 'limit'> = {},
): Pages => table.list('listing', list, { ...startingWith(prefix, after), ...wanted });

const listed = lazy(() => z.object({ card: z.object({ id: z.string() }) }));

/** What an item of a list is about. */
export const listedId = (item: Item): string => listed.parse(item).card.id;

/** The ids of a list, in its order. */
export async function listedIds(table: Store, list: string, prefix = ''): Promise<string[]> {
  const items = await all(inList(table, list, prefix));
  return items.map(listedId);
}

/** One page of a list, and whether it is the last. */
export async function listPage(
  table: Store,
  list: string,
  size: number,
  { prefix = '', after }: { readonly prefix?: string | undefined; readonly after?: string | undefined },
): Promise<{ readonly items: readonly Item[]; readonly isLast: boolean }> {
  // One more than the page shows whether there are more.
  const items = await all(inList(table, list, prefix, after, { limit: size + 1 }));
  return { items: items.slice(0, size), isLast: items.length <= size };
}
