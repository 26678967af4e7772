/** What HTTP functions answer: pages for people, JSON for programs, and failures whose words are meant for the caller. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Payload format 2.0. API Gateway hands over a decoded path, function URLs and other hosts an encoded one. */
export type HttpEvent = APIGatewayProxyEventV2;

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** What is behind one route. */
export type Answer = (event: HttpEvent) => Promise<HttpAnswer>;

export const page = (body: string, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
});

export const json = (value: unknown, statusCode = 200): HttpAnswer => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** What a caller is told when there is no other answer. */
export type Failure = Pick<AnswerableError, 'status' | 'code' | 'message'>;

/** A failure that is answered in its own words. Every other error is answered as a plain 500, and its message stays in the log. */
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

/** The request cannot be answered as it was made: what it names does not exist, or the request cannot be read. */
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

/** The request was not carried out, and may succeed when it is made again. */
export class UnavailableError extends AnswerableError {
  override readonly name = 'UnavailableError';

  constructor(code: string, message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(503, code, message, { 'Retry-After': `${retryAfterSeconds}` }, options);
  }
}

/** A sort key has 1,024 bytes at most, and the search begins with one character more. */
const MAX_AFTER_BYTES = 1023;

/** The `after` of a request for the next page of a list. @throws {RequestRefusedError} when no page can begin there */
export function pageAfter(after: string | undefined): string | undefined {
  if (after !== undefined && Buffer.byteLength(after) > MAX_AFTER_BYTES)
    throw new RequestRefusedError(
      400,
      'PAGE_UNKNOWN',
      'No page begins after this; `after` is the `next` of the page before.',
    );
  return after || undefined;
}
