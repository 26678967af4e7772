import type { NormalizedEvent } from '../../../functions/webhooks/model/normalized-event.ts';
import { github } from '../../../functions/webhooks/sources/github.ts';
import type { ParseResult } from '../../../functions/webhooks/sources/source.ts';
import { githubPayloads } from '../../support/payloads.ts';

/** The events that a delivery was understood as; none where it was not. */
export const eventsIn = (understood: ParseResult): readonly NormalizedEvent[] =>
  understood.kind === 'events' ? understood.events : [];

export const idsIn = (understood: ParseResult) => eventsIn(understood).map((each) => 'id' in each && each.id);

export const readGithub = (event: string, payload: unknown): ParseResult =>
  github.read({ headers: { 'x-github-event': event }, body: Buffer.alloc(0) }, payload);

/** The event's payload with some of its fields replaced. */
export const githubWith = (event: keyof typeof githubPayloads, fields: Record<string, unknown>) => ({
  ...githubPayloads[event],
  ...fields,
});
