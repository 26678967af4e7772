import type { NormalizedEvent } from '../../../functions/webhooks/model/normalized-event.ts';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';

/** The events that a delivery was understood as; none where it was not. */
export const eventsIn = (understood: ParseResult): readonly NormalizedEvent[] =>
  understood.kind === 'events' ? understood.events : [];
