/** Requests what waits although its origin is mapped: it came in while the mapping was being recorded. */
import { sourceMapped } from '../../kernel/model/announcements.ts';
import { distinct } from '../../kernel/model/facts.ts';
import type { Working } from '../../kernel/working.ts';
import { readAllWaiting, readOrigin } from '../store/origins.ts';

export async function askForMappedOrigins({ table, announce, now }: Working): Promise<void> {
  const origins = distinct((await readAllWaiting(table)).map(({ place }) => place));
  for (const origin of origins)
    if ((await readOrigin(table, origin, undefined)) !== undefined)
      await announce([sourceMapped(origin, `clock ${now}`, now)]);
}
