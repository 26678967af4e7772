import type { Store } from '../../kernel/store/store.ts';
import { rememberPlace } from '../store/places.ts';

/** What is remembered in a store already: a repository sends many deliveries, and has one name. */
const remembered = new WeakMap<Store, Map<string, string>>();

/** Remembers which mapping a place has, where that was not done already. */
export async function rememberOnce(table: Store, placeId: string, place: string): Promise<void> {
  const places = remembered.get(table) ?? new Map<string, string>();
  remembered.set(table, places);
  if (places.get(placeId) === place) return;
  await rememberPlace(table, placeId, place);
  places.set(placeId, place);
}
