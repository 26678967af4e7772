/** What HTTP functions answer: pages for people, JSON for programs, and failures whose messages are meant for the caller. */
import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { timeZone } from '../../../events/fields.ts';

/** Payload format 2.0. API Gateway decodes the path; function URLs and other hosts leave it encoded. */
export type HttpEvent = APIGatewayProxyEventV2;

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  /** Values of `Set-Cookie`. */
  cookies?: string[];
  body: string;
  /** Whether the body is bytes in base64. */
  isBase64Encoded?: boolean;
}

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

/**
 * The `ETag` of an answer: a weak one, because the same content is sent in several encodings, and an answer of the API says
 * when it was made.
 */
export const etagOf = (content: string): string =>
  `W/"${createHash('sha256').update(content).digest('base64url')}"`;

export type Failure = Pick<AnswerableError, 'status' | 'code' | 'message'> &
  Partial<Pick<AnswerableError, 'more'>>;

/** A failure for programs (RFC 9457). What kind of failure it is says `code`, so the type is none of our own. */
export const problem = ({ status, code, message, more = {} }: Failure): HttpAnswer => ({
  statusCode: status,
  headers: { 'Content-Type': 'application/problem+json; charset=utf-8' },
  body: JSON.stringify({
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Failure',
    status,
    detail: message,
    code,
    ...more,
  }),
});

/** A failure whose message is the answer. Any other error is answered as a plain 500, and its message stays in the log. */
export class AnswerableError extends Error {
  override readonly name: string = 'AnswerableError';
  readonly status: number;
  /** For programs: `RELEASE_UNKNOWN`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What programs are told beside the message, like the parameters that cannot be used. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: AnswerableError['headers'] = {},
    { more = {}, ...options }: ErrorOptions & { readonly more?: AnswerableError['more'] } = {},
  ) {
    super(message, options);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.more = more;
  }
}

/** The request names something that does not exist, or cannot be read. */
export class RequestRefusedError extends AnswerableError {
  override readonly name = 'RequestRefusedError';
}

/** The zone in which a reader counts days. @throws {RequestRefusedError} for one that does not exist */
export function zoneAsked({ queryStringParameters }: HttpEvent): string | undefined {
  const asked = queryStringParameters?.zone;
  if (asked === undefined || timeZone().safeParse(asked).success) return asked;
  const because = 'There is no time zone of this name: use one like Europe/Berlin.';
  throw new RequestRefusedError(400, 'ZONE_UNKNOWN', because);
}

export const addressUnknown = () =>
  new RequestRefusedError(404, 'ADDRESS_UNKNOWN', 'Nothing lives at this address.');

export function methodUnsupported(allowed: readonly string[]): RequestRefusedError {
  const Allow = allowed.toSorted().join(', ');
  return new RequestRefusedError(405, 'METHOD_UNSUPPORTED', `This address takes ${Allow}.`, { Allow });
}

/** The request was not carried out, and may succeed later. */
export class UnavailableError extends AnswerableError {
  override readonly name = 'UnavailableError';

  constructor(code: string, message: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(503, code, message, { 'Retry-After': `${retryAfterSeconds}` }, options);
  }
}

/** Whether a caller reads pages: browsers name `text/html`, while programs name nothing, or take anything. */
export const acceptsPages = (accept = ''): boolean => /\btext\/html\b/i.test(accept);

/** What a page may load: nothing but the style sheet and the images of this host. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A query that cannot be used. @param detail in words that follow the name of the parameter */
export const queryUnreadable = (parameter: string, detail: string, code = 'QUERY_UNREADABLE') =>
  new RequestRefusedError(
    400,
    code,
    `The query cannot be used: ${parameter}: ${detail}.`,
    {},
    { more: { parameters: [{ name: parameter, detail }] } },
  );

/** The search begins one character behind it, with a sort key of 1,024 bytes at most. */
const MAX_AFTER_BYTES = 1023;

/** The `after` of a request for the next page of a list. @throws {RequestRefusedError} when no page can begin there */
export function pageAfter(after: string | undefined): string | undefined {
  if (after !== undefined && Buffer.byteLength(after) > MAX_AFTER_BYTES)
    throw queryUnreadable(
      'after',
      'no page begins after this; it is the `next` of the page before',
      'PAGE_UNKNOWN',
    );
  return after || undefined;
}
