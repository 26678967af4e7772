/** What waits for a mapping though there is one by now: it came in while the mapping was being recorded. */
import { sourceMapped } from '../domain/announcements.ts';
import { distinct } from '../domain/entries.ts';
import { readPlace } from '../ledger/places.ts';
import { readUnattributed } from '../ledger/unattributed.ts';
import type { Ticking } from './ticking.ts';

export async function askForMappedPlaces({ table, announce, now }: Ticking): Promise<void> {
  const places = distinct((await readUnattributed(table)).map(({ place }) => place));
  for (const place of places)
    if ((await readPlace(table, place, undefined)) !== undefined)
      await announce([sourceMapped(place, `clock ${now}`, now)]);
}
