/** The ways in which a delivery is understood, and how its payload is read by a schema. Nothing here throws. */
import type * as z from 'zod';
import type { Refusal } from '../../../../events/fields.ts';
import type { Lazy } from '../../../../events/lazy.ts';
import { explain } from '../../../../events/refusal.ts';
import { inWords } from '../../../../events/words.ts';
import type { ParseResult } from '../source.ts';

export const ignored = (event: string, because: string): ParseResult => ({ kind: 'ignored', event, because });

export const refused = (event: string, refusal: Refusal, message: string): ParseResult => ({
  kind: 'refused',
  event,
  refusal,
  message,
});

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An event's name as it may be shown: senders choose it, and it stands in logs and on pages. */
export const eventName = (name: unknown): string =>
  typeof name === 'string' && /^[\w.-]{1,60}$/.test(name) ? name : 'unknown';

/** Reads what is needed of a payload, and goes on with it; or says everything that is wrong with it. */
export function reading<Schema extends z.ZodType>(
  event: string,
  schema: Lazy<Schema>,
  payload: unknown,
  goOn: (said: z.output<Schema>) => ParseResult,
): ParseResult {
  if (!isObject(payload)) return refused(event, 'NOT_AN_EVENT', 'the body is not a JSON object');
  const read = schema().safeParse(payload, { error: inWords });
  if (read.success) return goOn(read.data);
  return refused(event, ...explain(event, payload, read.error.issues));
}

/** Why a merge does not count that went elsewhere. */
export const ELSEWHERE =
  'it was merged into another branch than the default one, and is in no release by that';

/** Whether a merge went to another branch than the default one, where both are told. */
export const isElsewhere = (to: string | undefined, standard: string | null | undefined): boolean =>
  to !== undefined && standard != null && to !== standard;
