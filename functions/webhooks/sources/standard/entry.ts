import type { Refusal } from '../../../../events/fields.ts';
import type { ParseResult } from '../source.ts';

/** An entry for the bus, or why there is none. Whether it is one of our facts is for whoever publishes it to say. */
export type Read = { readonly entry: unknown } | Extract<ParseResult, { kind: 'refused' }>;

export const unread = (event: string, refusal: Refusal, message: string): Read => ({
  kind: 'refused',
  event,
  refusal,
  message,
});
