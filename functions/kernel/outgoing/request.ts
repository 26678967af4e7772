/**
 * HTTP requests to others: only to listed hosts at public addresses, and with a timeout. Failures are values and not errors;
 * they quote neither the address, which can be a secret, nor the request.
 */
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { type Destination, destinationOf, isPublicAddress, mayBeService } from './destination.ts';
import { type Access, exchange, type Outcome, type Request } from './exchange.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 64 * 1024;

export const accessTo = (allowed: readonly string[]): Access => ({
  allowed,
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  timeoutMs: TIMEOUT_MS,
  maxBytes: MAX_BYTES,
});

/** Sends a request and waits for its answer. Redirects are not followed. */
export async function send(address: string, request: Request, access: Access): Promise<Outcome> {
  const to = destinationOf(address, access.allowed);
  if ('because' in to) return { kind: 'refused', because: to.because };
  const signal = AbortSignal.timeout(access.timeoutMs);
  const found = await addressOf(to, access, signal);
  if (typeof found !== 'string') return found;
  return exchange(to, request, pinnedTo(found), signal, access);
}

/** Every address of a name must be public: the connection could be made to any of them. */
async function addressOf(to: Destination, access: Access, signal: AbortSignal): Promise<string | Outcome> {
  const host = to.url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await resolved(host, access, signal);
  const [first] = addresses;
  if (first === undefined)
    return { kind: 'failed', because: `${to.name} has no address`, mayHaveArrived: false };
  if (access.mayBePrivate || addresses.every(to.mayBePrivate ? mayBeService : isPublicAddress)) return first;
  return {
    kind: 'refused',
    because: `${to.name} leads to an address that is not on the public internet; nothing is sent there unless it is listed with its port`,
  };
}

function resolved(host: string, { resolve }: Access, signal: AbortSignal): Promise<readonly string[]> {
  return new Promise((done) => {
    // A resolver cannot be interrupted: an answer after the timeout is ignored.
    signal.addEventListener('abort', () => done([]), { once: true });
    resolve(host).then(done, () => done([]));
  });
}

/** The connection goes to the address that was checked: a second look-up could give another one. */
export const pinnedTo =
  (address: string): LookupFunction =>
  (_host, options, done) => {
    const family = isIP(address);
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
