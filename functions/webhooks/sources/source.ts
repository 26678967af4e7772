/** A kind of sender: how its deliveries are verified, and what they say. One file each under `sources/`. */
import type * as z from 'zod';
import type { Refusal } from '../../../events/fields.ts';
import type { Lazy } from '../../../events/lazy.ts';
import { explain } from '../../../events/refusal.ts';
import { inWords } from '../../../events/words.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';

/** A delivery as it came over HTTP. */
export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As they were sent: signatures are over bytes, not over what they mean. */
  readonly body: Buffer;
}

/** It was meant for us and cannot be understood: it goes to quarantine. */
export interface RefusedDelivery {
  readonly kind: 'refused';
  readonly event: string;
  readonly refusal: Refusal;
  readonly message: string;
}

/** What a delivery says. */
export type ParseResult =
  | {
      readonly kind: 'events';
      /** The event in the sender's words: `pull_request closed`. */
      readonly event: string;
      /** Where it happened, as the catalog's sources are called: `github:acme/app`, `launchdarkly:web/production`; none for our own facts. */
      readonly origin?: string | undefined;
      /** What stays the same when the origin is renamed: `github#1296269`. */
      readonly originId?: string | undefined;
      readonly events: readonly NormalizedEvent[];
    }
  /** Nothing that concerns us, which is no mistake. */
  | { readonly kind: 'ignored'; readonly event: string; readonly because: string }
  /** The sender checks that we answer. */
  | { readonly kind: 'ping'; readonly event: string }
  | RefusedDelivery;

export interface Source {
  /** As it stands in the address: `/webhooks/github`. */
  readonly name: string;
  /** The media types that it sends, without parameters. */
  readonly mediaTypes: readonly string[];
  /**
   * Whether the bytes come from a holder of one of the secrets: the current one, or the previous one while it is being
   * replaced. Never throws, whatever the headers and bytes are.
   * @param now UTC instant
   */
  verify(delivery: Delivery, secrets: readonly string[], now: string): boolean;
  /** The id that the sender signed along with the body, where it does: the same in every redelivery. */
  idOf?(delivery: Delivery): string | undefined;
  /** What makes this sender send something that is not JSON, and what to do about it. */
  readonly ifNotJson?: string | undefined;
  /**
   * What a verified delivery says. Never throws.
   * @param payload its body as JSON gave it
   */
  read(delivery: Delivery, payload: unknown): ParseResult;
}

export const ignored = (event: string, because: string): ParseResult => ({ kind: 'ignored', event, because });

export const refused = (event: string, refusal: Refusal, message: string): RefusedDelivery => ({
  kind: 'refused',
  event,
  refusal,
  message,
});

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An event's name, safe to show: senders choose it, and logs and pages show it. */
export const eventName = (name: unknown): string =>
  typeof name === 'string' && /^[\w.-]{1,60}$/.test(name) ? name : 'unknown';

/** Reads what is needed of a payload and goes on with it, or refuses it with everything that is wrong. */
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

/** Reads a payload whose event is named by one of its fields. */
export function readingNamed(
  payload: unknown,
  field: string,
  read: (event: string, payload: object) => ParseResult,
): ParseResult {
  if (!isObject(payload)) return refused('unknown', 'NOT_AN_EVENT', 'the body is not a JSON object');
  if (typeof payload[field] === 'string') return read(eventName(payload[field]), payload);
  return refused('unknown', 'NOT_AN_EVENT', `${field}, which names the event, is missing`);
}

/** The branch that something was merged into, where that is another one than the default. */
export const otherBranch = (
  to: string | undefined,
  standard: string | null | undefined,
): string | undefined => (standard == null || to === standard ? undefined : to);
