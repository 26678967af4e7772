/** What is sent to others, how, and what comes of it: one request over one connection, and its answer. */
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

const AGENT = 'shipshape';

/** @param signal ends it, at whatever point it is */
export function exchange(
  to: Destination,
  request: Request,
  lookup: LookupFunction,
  signal: AbortSignal,
  { mostBytes, patience }: Access,
): Promise<Outcome> {
  const isSecure = to.url.protocol === 'https:';
  return new Promise((done) => {
    // Before there is a connection nothing was sent; after that nobody knows.
    let isConnected = false;
    let isAnswered = false;
    const call = begin(to, request, lookup, signal);
    call.on('socket', (socket) =>
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      }),
    );
    call.on('error', (error) => {
      // An answer that breaks off is one all the same: its status was read.
      if (isAnswered) return;
      const why = signal.aborted ? `no answer within ${patience / 1000} seconds` : codeOf(error);
      done({ kind: 'failed', because: `${to.name}: ${why}`, mayHaveArrived: isConnected });
    });
    call.on('response', (answer) => {
      isAnswered = true;
      read(answer, mostBytes).then((body) => done(answered(answer, body, to.name)));
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
    headers: { 'User-Agent': AGENT, ...headers, ...sized },
    lookup,
    signal,
    // A connection of its own: one that was kept could close while the request is on its way.
    agent: false,
  });
}

const answered = ({ statusCode, headers }: http.IncomingMessage, body: string, from: string): Outcome => ({
  kind: 'answered',
  status: statusCode ?? 0,
  headers: singles(headers),
  body,
  from,
});

/** A status was given, whatever becomes of the rest: what cannot be read of it is left out. */
function read(answer: http.IncomingMessage, most: number): Promise<string> {
  return new Promise((done) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const end = () => {
      answer.destroy();
      done(Buffer.concat(pieces).subarray(0, most).toString('utf8'));
    };
    answer.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= most) end();
    });
    answer.on('end', end);
    answer.on('error', end);
    answer.on('close', end);
  });
}

const singles = (headers: http.IncomingHttpHeaders): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** The code only: messages name the address. */
const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name;
