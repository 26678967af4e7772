/** The private API of a running Shipshape; what goes wrong is said in words for people. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { CommandMisusedError, TargetUnavailableError } from './input-error.ts';

export type ApiClient = ReturnType<typeof apiClient>;

/** Tries of a request that is answered with a status to retry. */
const TRIES = 6;
const TIMEOUT_MS = 60_000;
const RETRIED: readonly number[] = [429, 502, 503, 504];
const MAX_PAUSE_SECONDS = 30;

const failure = z.object({ code: z.string(), detail: z.string() });

/** @throws {CommandMisusedError} when the token may not be sent to the address */
export function apiClient(url: string, token: string) {
  const base = addressOf(url);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit, absent?: string): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(`${base}${path}`, { ...init, headers }, base);
      if (answer.ok) return answer.json();
      if (!RETRIED.includes(answer.status) || attempt === TRIES) {
        const { data } = failure.safeParse(await answer.json().catch(() => undefined));
        if (absent !== undefined && data?.code === absent) return undefined;
        throw new TargetUnavailableError(`${base}${refusal(answer, data?.detail)}`);
      }
      await sleep(pauseSeconds(answer, attempt) * 1000);
    }
  };
  return {
    /** @param absent the error code that stands for undefined @throws {TargetUnavailableError} */
    get: (path: string, absent?: string) => ask(path, { method: 'GET' }, absent),
    /** @param body JSON text @throws {TargetUnavailableError} */
    post: (path: string, body: string) => ask(path, { method: 'POST', body }),
  };
}

/** The token never goes over the network unencrypted. */
function addressOf(url: string): string {
  const { protocol, hostname, username, password, origin, pathname } = URL.parse(url) ?? { protocol: '' };
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new CommandMisusedError(`${url}: --url takes an address like http://127.0.0.1:3000.`);
  if (username || password)
    throw new CommandMisusedError('--url takes no name and no password, only the token is used.');
  if (protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname ?? ''))
    throw new CommandMisusedError(`${url}: the token would go unencrypted over the network; use https.`);
  return `${origin}${pathname?.replace(/\/+$/, '')}`;
}

async function send(address: string, init: RequestInit, base: string): Promise<Response> {
  try {
    return await fetch(address, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${base}: nothing answers there (${reason}). Is it running, and at this address?`;
    throw new TargetUnavailableError(message, { cause: error });
  }
}

/** What Retry-After asks for, up to a limit; without it, longer each time. */
function pauseSeconds({ headers }: Response, attempt: number): number {
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  return Math.min(Number.isFinite(asked) ? asked : 2 ** attempt / 4, MAX_PAUSE_SECONDS);
}

function refusal({ status, headers }: Response, message?: string): string {
  if (status === 401)
    return ': the token is not the one of this Shipshape. At its start it printed where its token is.';
  if (status === 404) return ': there is no API here. Either this is not a Shipshape, or it has no token.';
  if (status >= 300 && status < 400)
    return `: this has moved to ${headers.get('location') ?? 'another address'}, use that.`;
  return ` answers ${status}${message === undefined ? '' : `: ${message}`}`;
}
