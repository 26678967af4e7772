/** What is sent to others, how, and what comes of it. */

export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string | undefined>>;
      /** As much of it as is read. */
      readonly body: string;
      /** The host, for people. */
      readonly from: string;
    }
  /** It was not sent, and never will be. */
  | { readonly kind: 'refused'; readonly because: string }
  /** It came to nothing that can be relied on. */
  | { readonly kind: 'failed'; readonly because: string; readonly mayHaveArrived: boolean };

export interface Access {
  /** Hosts, as `destinationOf` takes them. */
  readonly allowed: readonly string[];
  /** The addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** How long all of it may take, in milliseconds. */
  readonly patience: number;
  /** How much of an answer is read, in bytes. */
  readonly mostBytes: number;
}
