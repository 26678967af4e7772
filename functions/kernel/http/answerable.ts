/** Failures whose words are meant for whoever asked. */

/** Every other error is answered as a plain 500, and what it says stays in the log. */
export abstract class AnswerableError extends Error {
  abstract readonly status: number;
  /** For programs: `RELEASE_UNKNOWN`. */
  abstract readonly code: string;
  readonly headers: Readonly<Record<string, string>> = {};
}

/** What a reader is told when there is no other answer. */
export type Failure = Pick<AnswerableError, 'status' | 'code' | 'message'>;

export class AddressUnknownError extends AnswerableError {
  override readonly name = 'AddressUnknownError';
  readonly status = 404;
  readonly code = 'ADDRESS_UNKNOWN';

  constructor() {
    super('Nothing lives at this address.');
  }
}

export class MethodUnsupportedError extends AnswerableError {
  override readonly name = 'MethodUnsupportedError';
  readonly status = 405;
  readonly code = 'METHOD_UNSUPPORTED';
  override readonly headers: Readonly<Record<string, string>>;

  /** @param allowed the methods that the address takes */
  constructor(allowed: readonly string[]) {
    const Allow = allowed.toSorted().join(', ');
    super(`This address takes ${Allow}.`);
    this.headers = { Allow };
  }
}

/** A request that cannot be answered as it was made: what it was about is not there, or it cannot be read. */
export class RequestRefusedError extends AnswerableError {
  override readonly name = 'RequestRefusedError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export class BusUnavailableError extends AnswerableError {
  override readonly name = 'BusUnavailableError';
  readonly status = 503;
  readonly code = 'BUS_UNAVAILABLE';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, retryAfterSeconds: number, options: ErrorOptions) {
    super(message, options);
    this.headers = { 'Retry-After': String(retryAfterSeconds) };
  }
}

/** What is kept can be neither read nor written at the moment; what was asked for is not done. */
export class StoreDownError extends AnswerableError {
  override readonly name = 'StoreDownError';
  readonly status = 503;
  readonly code = 'STORE_UNAVAILABLE';
  override readonly headers = { 'Retry-After': '30' };

  constructor(options: ErrorOptions) {
    super(
      'This Shipshape cannot reach what it keeps at the moment, so nothing was done. Try again in half a minute.',
      options,
    );
  }
}
