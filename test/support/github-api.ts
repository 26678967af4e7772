/** A GitHub on loopback that serves lists in the shapes of its real API, and fails on request. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface FakeDelivery {
  readonly id: number | bigint;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status_code: number;
}

/** One with a message has an object of its own. */
export interface FakeTag {
  readonly tag: string;
  readonly sha: string;
  readonly date: string;
  readonly isAnnotated?: boolean;
}

export interface FakeRepository {
  /** Where its pages are, if not at github.com. */
  readonly host?: string;
  readonly id: number;
  readonly pulls: object[];
  readonly releases: object[];
  readonly tags?: FakeTag[];
  readonly hooks: { readonly id: number; readonly url: string; readonly deliveries: FakeDelivery[] }[];
}

/** What a call gets instead of its answer. */
export type Failure =
  | 'hang'
  | 'reset'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

export interface FakeApi {
  readonly base: string;
  /** By name: `acme/app`. */
  readonly repositories: Map<string, FakeRepository>;
  /** Each call: `GET /repos/acme/app`. */
  readonly calls: string[];
  /** The deliveries that were asked for again. */
  readonly attempts: string[];
  /** Asked of each call first. */
  fail: (call: string) => Failure | undefined;
  close(): Promise<void>;
}

/** So few items a page that every list has several pages. */
const PAGE = 3;

export async function startGithubApi(): Promise<FakeApi> {
  const server = createServer((request, response) => answer(api, request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server listens on no port.');
  const api: FakeApi = {
    base: `http://127.0.0.1:${address.port}`,
    repositories: new Map(),
    calls: [],
    attempts: [],
    fail: () => undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return api;
}

function answer(api: FakeApi, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', api.base);
  const call = `${request.method} ${url.pathname}`;
  api.calls.push(call);
  const failure = api.fail(call);
  if (failure === 'hang') return;
  if (failure === 'reset') {
    request.socket.destroy();
    return;
  }
  if (failure !== undefined) {
    response.writeHead(failure.status, failure.headers ?? {}).end(failure.body ?? '{}');
    return;
  }
  if (request.headers.authorization !== 'Bearer token') response.writeHead(401).end('{}');
  else serve(api, call, url, response);
}

function serve(api: FakeApi, call: string, url: URL, response: ServerResponse): void {
  const [, owner, name, rest = ''] = /^(?:GET|POST) \/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(call) ?? [];
  const full_name = `${owner}/${name}`;
  const repository = api.repositories.get(full_name);
  if (repository === undefined) {
    response.writeHead(404).end('{}');
    return;
  }
  const [, hook, delivery] = /^\/hooks\/(\d+)\/deliveries(?:\/(\d+)\/attempts)?$/.exec(rest) ?? [];
  if (call.startsWith('POST')) {
    api.attempts.push(delivery ?? rest);
    response.writeHead(202).end('{}');
    return;
  }
  const dated = dateOf(repository, rest);
  if (dated !== undefined) {
    json(response, dated);
    return;
  }
  const wanted = /^\/pulls\/(\d+)$/.exec(rest)?.[1];
  const pull = repository.pulls.find((each) => 'number' in each && `${each.number}` === wanted);
  if (pull !== undefined) {
    json(response, pull);
    return;
  }
  const list = listOf(repository, rest, hook);
  if (list !== undefined) page(list, url, api.base, response);
  else
    json(response, {
      id: repository.id,
      full_name,
      html_url: `https://${repository.host ?? 'github.com'}/${full_name}`,
    });
}

/** The object of a tag, or its commit. */
function dateOf({ tags = [] }: FakeRepository, rest: string): object | undefined {
  const [, kind, sha] = /^\/git\/(tags|commits)\/([0-9a-f]+)$/.exec(rest) ?? [];
  const found = tags.find((each) => each.sha === sha);
  if (found === undefined) return undefined;
  return kind === 'tags' ? { tagger: { date: found.date } } : { committer: { date: found.date } };
}

function listOf(
  { pulls, releases, tags = [], hooks }: FakeRepository,
  rest: string,
  hook: string | undefined,
) {
  if (hook !== undefined) return hooks.find(({ id }) => `${id}` === hook)?.deliveries;
  if (rest === '/pulls') return pulls;
  if (rest === '/releases') return releases;
  if (rest === '/git/matching-refs/tags/')
    return tags.map(({ tag, sha, isAnnotated }) => ({
      ref: `refs/tags/${tag}`,
      object: { type: isAnnotated === true ? 'tag' : 'commit', sha },
    }));
  if (rest === '/hooks') return hooks.map(({ id, url }) => ({ id, config: { url } }));
  return undefined;
}

/** Lists of deliveries go on by a cursor, others by the number of the page. */
function page(list: readonly object[], url: URL, base: string, response: ServerResponse): void {
  const by = url.pathname.endsWith('/deliveries') ? 'cursor' : 'page';
  const from = Number(url.searchParams.get(by) ?? 0);
  if (from + PAGE < list.length) {
    const next = new URL(url.href);
    next.searchParams.set(by, `${from + PAGE}`);
    const first = `<${base}/first>; rel="first"`;
    response.setHeader('Link', `${first}, <${next.href}>; rel="next"`);
  }
  json(response, list.slice(from, from + PAGE));
}

/** Ids of deliveries are larger than what a number holds: they are written as they are. */
const json = (response: ServerResponse, value: unknown): void => {
  const text = JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}n` : each));
  response.end(text.replaceAll(/"(\d+)n"/g, '$1'));
};
