/** One request over a connection of its own, and its answer. */
import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Destination } from './destination.ts';

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
      /** At most `maxBytes` of it. */
      readonly body: string;
      readonly isComplete: boolean;
      /** The host, for people. */
      readonly from: string;
    }
  /** It was not sent, because it must not be. */
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string; readonly mayHaveArrived: boolean };

export interface Access {
  /** As `destinationOf` takes them. */
  readonly allowed: readonly string[];
  /** The addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly timeoutMs: number;
  /** How much of an answer is read. */
  readonly maxBytes: number;
  /** Whether hosts may be on a private network: only if nobody but the operator chooses them. @default false */
  readonly mayBePrivate?: boolean;
}

export function exchange(
  to: Destination,
  request: Request,
  lookup: LookupFunction,
  signal: AbortSignal,
  { maxBytes, timeoutMs }: Access,
): Promise<Outcome> {
  const isSecure = to.url.protocol === 'https:';
  return new Promise((done) => {
    // Before there is a connection nothing was sent; after that the request may have arrived.
    let isConnected = false;
    let isAnswered = false;
    const call = begin(to, request, lookup, signal);
    call.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      }),
    );
    call.on('error', (error) => {
      // An answer that breaks off still counts: its status is known.
      if (isAnswered) return;
      const why = signal.aborted ? `no answer within ${timeoutMs / 1000} seconds` : codeOf(error);
      done({ kind: 'failed', because: `${to.name}: ${why}`, mayHaveArrived: isConnected });
    });
    call.on('response', (answer) => {
      isAnswered = true;
      read(answer, maxBytes).then((body) => done(answered(answer, body, to.name)));
    });
    call.end(request.body ?? '');
  });
}

function begin(
  { url }: Destination,
  { method, headers, body }: Request,
  lookup: LookupFunction,
  signal: AbortSignal,
): http.ClientRequest {
  const sized = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return (url.protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { 'User-Agent': 'shipshape', ...headers, ...sized },
    lookup,
    signal,
    // A connection of its own: a kept-alive one could close while the request is on its way.
    agent: false,
  });
}

const answered = (
  { statusCode, headers, complete }: http.IncomingMessage,
  body: string,
  from: string,
): Outcome => ({
  kind: 'answered',
  status: statusCode ?? 0,
  headers: singles(headers),
  body,
  isComplete: complete,
  from,
});

/** The beginning of the body, or as much of it as comes before the connection breaks. */
async function read(answer: http.IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of answer) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // The status is known already.
  }
  return Buffer.concat(pieces).subarray(0, maxBytes).toString('utf8');
}

const singles = (headers: http.IncomingHttpHeaders): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** Only the code: messages name the address. */
const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name;
