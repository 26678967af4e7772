/** The one socket of the host: an HTTP server within bounds, that stops without breaking off what it is answering. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { type Time, within } from './time.ts';

export const LOOPBACK = '127.0.0.1';

/** Somebody who keeps a connection open and says nothing costs a file handle: so many, and so long. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  /** For the request with its body. */
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  /** How often the two above are looked after. */
  connectionsCheckingInterval: 2_000,
} as const;
const MAX_CONNECTIONS = 4_096;

export interface Listening {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Takes no more requests, waits for the answers under way, and at last closes every connection. */
  close(time: Time, timeoutMs: number): Promise<void>;
}

/** For a host that nobody asks over the network. */
export const nowhere: Listening = { address: '', close: async () => {} };

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is taken. Stop what uses it, or choose another with --port.`, options);
  }
}

export class ListenFailedError extends Error {
  override readonly name = 'ListenFailedError';
}

/**
 * @param host address or name to listen at
 * @param port 0 for any that is free
 * @throws {PortTakenError} {ListenFailedError}
 */
export async function listen(answer: RequestListener, host: string, port: number): Promise<Listening> {
  let underWay = 0;
  let done = () => {};
  const server = createServer(LIMITS, (request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) done();
    });
    answer(request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await bind(server, host, port);
  return {
    address: addressOf(server, host),
    close: async (time, timeoutMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const answered = new Promise<void>((resolve) => {
        done = resolve;
        if (underWay === 0) resolve();
      });
      await within(time, timeoutMs, answered);
      // Kept-alive connections would hold up the end until their clients let go.
      server.closeAllConnections();
      await closed;
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(inWords(error, host, port)));
    server.listen({ port, host, backlog: MAX_CONNECTIONS }, resolve);
  });
}

function inWords(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new PortTakenError(port, { cause: error });
  return new ListenFailedError(`Nothing can listen at ${host}, port ${port}: ${error.message}.`, {
    cause: error,
  });
}

/** Where it can be asked from this machine. */
function addressOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? LOOPBACK : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

class PortInvalidError extends Error {
  override readonly name = 'PortInvalidError';
  /** How the command line knows that this is the user's mistake, whose message is to be shown. */
  readonly code = 'commander.invalidArgument';
}

const HIGHEST = 65_535;

/** A port as people choose it. @throws {PortInvalidError} */
export function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= HIGHEST) return Number(text);
  throw new PortInvalidError(`A port is a number between 0 and ${HIGHEST}.`);
}
