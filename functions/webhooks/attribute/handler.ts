/** A place was mapped: what waited for it is attributed now. */
import { SourceMapped } from '../../../events/announcements/source-mapped.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { publishFacts } from '../../kernel/bus/publish.ts';
import { type Working, working } from '../../kernel/working.ts';
import { attributeWaiting } from './attribute-waiting.ts';

const attribute = reacting(
  on([SourceMapped], async ({ table, now }: Working, mapped) => {
    const places = new Set(mapped.map(({ detail }) => detail.source));
    for (const place of places) await attributeWaiting({ table, publish: publishFacts, now }, place);
  }),
);

export const handler = queueHandler((entries) => attribute(working(), entries));
