/** A receiver on loopback that stores requests, and answers as a test wants. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a request gets. `reset` and `hang` come after all of it was received. */
export type Behaviour =
  | 'ok'
  | 'hang'
  | 'reset'
  /** An answer that begins, and goes on a byte at a time. */
  | 'drip'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface Got {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  /** All requests, also those that it refused. */
  readonly got: Got[];
  /** For the requests to come, in order; afterwards the last one for all. */
  behave(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** @param serve answers requests that are not to fail */
export async function startReceiver(
  serve: (got: Got, response: ServerResponse) => void = (_got, response) => response.end('ok'),
): Promise<Receiver> {
  const got: Got[] = [];
  let planned: Behaviour[] = ['ok'];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
    };
    got.push(one);
    const behaviour = (planned.length > 1 ? planned.shift() : planned[0]) ?? 'ok';
    if (behaviour === 'ok') serve(one, response);
    else misbehave(behaviour, request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server listens on no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    got,
    behave: (...behaviours) => {
      planned = [...behaviours];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function misbehave(
  behaviour: Exclude<Behaviour, 'ok'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (behaviour === 'hang') return;
  if (behaviour === 'reset') request.socket.destroy();
  else if (behaviour === 'drip') response.writeHead(200, { 'Content-Length': '1000' }).write('o');
  else response.writeHead(behaviour.status, behaviour.headers ?? {}).end(behaviour.body ?? '');
}
