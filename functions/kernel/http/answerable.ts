/** Failures whose words are meant for whoever asked. Every other error is answered as a plain 500, and what it says stays in the log. */
export class AnswerableError extends Error {
  override readonly name: string = 'AnswerableError';
  readonly status: number;
  /** For programs: `RELEASE_UNKNOWN`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: AnswerableError['headers'] = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What a reader is told when there is no other answer. */
export type Failure = Pick<AnswerableError, 'status' | 'code' | 'message'>;

/** A request that cannot be answered as it was made: what it was about is not there, or it cannot be read. */
export class RequestRefusedError extends AnswerableError {
  override readonly name = 'RequestRefusedError';
}

export const addressUnknown = () =>
  new RequestRefusedError(404, 'ADDRESS_UNKNOWN', 'Nothing lives at this address.');

/** @param allowed the methods that the address takes */
export function methodUnsupported(allowed: readonly string[]): RequestRefusedError {
  const Allow = allowed.toSorted().join(', ');
  return new RequestRefusedError(405, 'METHOD_UNSUPPORTED', `This address takes ${Allow}.`, { Allow });
}

/** What was asked for is not done, and may be done when it is asked for again. */
export class UnavailableError extends AnswerableError {
  override readonly name = 'UnavailableError';

  constructor(code: string, message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(503, code, message, { 'Retry-After': `${retryAfterSeconds}` }, options);
  }
}
