/** The HTTP server of the host: its limits, the names it answers to, and a stop that lets answers under way finish. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { hostname } from 'node:os';
import { UserError } from '../user-error.ts';
import { type Time, within } from './time.ts';

export const LOOPBACK = '127.0.0.1';

/** A connection that stays open and sends nothing costs a file handle, so their number and time are limited. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  /** For a whole request, with its body. */
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  /** How often the two above are enforced. */
  connectionsCheckingInterval: 2_000,
} as const;
const MAX_CONNECTIONS = 4_096;

export interface Listening {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  /** Accepts no more requests, waits for answers under way, then closes every connection. */
  close(time: Time, timeoutMs: number): Promise<void>;
}

/** For a host without an HTTP API. */
export const nowhere: Listening = { address: '', close: async () => {} };

/**
 * @param host address or name to listen at
 * @param port 0 for any free one
 * @throws {UserError} when that fails
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
      const answered = Promise.withResolvers<void>();
      done = answered.resolve;
      if (underWay === 0) done();
      await within(time, timeoutMs, answered.promise);
      // Idle keep-alive connections would delay the stop until their clients close them.
      server.closeAllConnections();
      await closed;
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(bindError(error, host, port)));
    server.listen({ port, host, backlog: MAX_CONNECTIONS }, resolve);
  });
}

function bindError(cause: NodeJS.ErrnoException, host: string, port: number): UserError {
  if (cause.code === 'EADDRINUSE')
    return new UserError(`Port ${port} is taken. Stop what uses it, or choose another with --port.`, {
      cause,
    });
  return new UserError(`Nothing can listen at ${host}, port ${port}: ${cause.message}.`, { cause });
}

/** The address from this machine. */
function addressOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? LOOPBACK : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

export type OwnNames = ReturnType<typeof namesOf>;

/**
 * The names this host answers to. Under any other, a page of another site could make a browser inside the network send
 * requests here (DNS rebinding).
 * @param listensOn address or name, as `--host` has it
 * @param publicUrl the address of the pages behind a proxy
 */
export function namesOf(listensOn: string, publicUrl: string | undefined) {
  const ours = new Set([...LOOPBACK_NAMES, bracketed(listensOn)]);
  const published = publicUrl === undefined ? undefined : new URL(publicUrl);
  if (published !== undefined) ours.add(published.hostname);
  const isOpen = !LOOPBACK_NAMES.has(bracketed(listensOn));
  if (isOpen) ours.add(hostname().toLowerCase());
  return {
    /** Whether a request with this `Host` header is for us. */
    isOurs(host = 'localhost'): boolean {
      const name = /^(.+?)(:\d+)?$/.exec(host.toLowerCase())?.[1] ?? '';
      // A request for an IP address was not led here by somebody else's name.
      return ours.has(name) || (isOpen && isAddress(name));
    },
    /** Whether a request with this `Origin` header comes from a page of ours. @param host its `Host` header */
    isOurPage: (origin: string, host = 'localhost'): boolean =>
      origin === published?.origin || origin.toLowerCase() === `http://${host.toLowerCase()}`,
  };
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host).toLowerCase();

const isAddress = (name: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(name);
