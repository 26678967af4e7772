/** A host, asked over HTTP by who holds its token and by who does not. */
import { type Host, type HostOptions, startHost } from '../../../lib/local/host.ts';
import { functions } from '../../../lib/wiring.ts';

export interface Asking {
  readonly host: Host;
  /** Holds the token. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  askAs(authorization: string | undefined, path: string, init?: RequestInit): Promise<Response>;
  post(facts: unknown): Promise<Response>;
}

/** So many as a test asks are never too many. */
const throttle = { perSecond: 10_000, atOnce: 10_000 };
const unthrottled = functions.map(({ routes = [], ...wiring }) => ({
  ...wiring,
  ...(routes.length > 0 && { routes: routes.map((route) => ({ ...route, throttle })) }),
}));

export async function askedHost(options: HostOptions = {}): Promise<Asking> {
  const host = await startHost({ functions: unthrottled, environment: {}, log: () => {}, ...options });
  const askAs: Asking['askAs'] = (authorization, path, { headers, ...init } = {}) =>
    fetch(`${host.address}${path}`, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(headers)), ...(authorization && { authorization }) },
    });
  const ask: Asking['ask'] = (path, init) => askAs(`Bearer ${host.apiToken}`, path, init);
  const post: Asking['post'] = (facts) => ask('/api/v1/facts', asJson({ facts }));
  return { host, ask, askAs, post };
}

/** A request that brings JSON in. */
export const asJson = (body: unknown, type = 'application/json'): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': type },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
