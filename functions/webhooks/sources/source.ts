/** A kind of sender: how its deliveries are verified, and what they say. One file each under `sources/`. */
import type { Refusal } from '../../../events/fields.ts';
import type { NormalizedEvent } from '../model/normalized-event.ts';

/** A delivery as it came over HTTP. */
export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As they were sent: signatures are over bytes, not over what they mean. */
  readonly body: Buffer;
}

/** What a delivery was understood as. */
export type ParseResult =
  | {
      readonly kind: 'occurrences';
      /** The event in the sender's words: `pull_request closed`. */
      readonly event: string;
      /** Where it happened, as the catalog's sources are called: `github:acme/app`, `launchdarkly:web`; none for our own facts. */
      readonly place?: string | undefined;
      /** What stays the same when the place is renamed: `github#1296269`. */
      readonly placeId?: string | undefined;
      readonly occurrences: readonly NormalizedEvent[];
    }
  /** Nothing that concerns us, and that is no mistake. */
  | { readonly kind: 'ignored'; readonly event: string; readonly because: string }
  /** The sender tries whether we are there. `answer` is what it wants to read, where it wants something. */
  | { readonly kind: 'ping'; readonly event: string; readonly answer?: string | undefined }
  /** It was meant for us and cannot be understood: it goes to quarantine. */
  | {
      readonly kind: 'refused';
      readonly event: string;
      readonly refusal: Refusal;
      readonly message: string;
    };

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
  /**
   * What a verified delivery says. Never throws.
   * @param payload its body as JSON gave it
   */
  read(delivery: Delivery, payload: unknown): ParseResult;
}
