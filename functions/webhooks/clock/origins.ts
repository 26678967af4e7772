/** What waits for a mapping though there is one by now: it came in while the mapping was being recorded. */
import { sourceMapped } from '../../kernel/model/announcements.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Working } from '../../kernel/working.ts';
import { readOrigin } from '../store/origins.ts';
import { readUnattributed } from '../store/unattributed.ts';

export async function askForMappedOrigins({ table, announce, now }: Working): Promise<void> {
  const places = distinct((await readUnattributed(table)).map(({ place }) => place));
  for (const place of places)
    if ((await readOrigin(table, place, undefined)) !== undefined)
      await announce([sourceMapped(place, `clock ${now}`, now)]);
}
