import type { Store } from '../kernel/store/store.ts';
import { rememberPlace } from '../ledger/places.ts';

/** What this instance has remembered: a repository sends many deliveries, and has one name. */
const remembered = new Map<string, string>();

/** Remembers which mapping a place has, where this instance has not done so already. */
export async function rememberOnce(table: Store, placeId: string, place: string): Promise<void> {
  const which = `${table.name}\n${placeId}`;
  if (remembered.get(which) === place) return;
  await rememberPlace(table, placeId, place);
  remembered.set(which, place);
}
