/** A place was mapped: what waited for it is attributed now. */
import * as z from 'zod';
import { SourceMapped } from '../../../events/announcements/source-mapped.ts';
import { lazy } from '../../../events/lazy.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { attributeWaiting } from './attribute-waiting.ts';

const entryOf = lazy(() => z.object({ detail: z.unknown() }));

export const handler = queueHandler(async (entries) => {
  const places = entries.map((entry) => SourceMapped.read(entryOf.parse(entry).detail).detail.source);
  const now = new Date().toISOString();
  for (const place of new Set(places))
    await attributeWaiting({ table: surroundings().store, publish: publishFacts, now }, place);
});
