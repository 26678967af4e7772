/**
 * GitHub's REST API: one host, no redirects, and a limit on everything. Not `@octokit/core` (7.0.8): its six packages slow
 * the start of `notify` and `reconcile`, it sends around the checks of `kernel/outgoing`, and it rounds ids of deliveries.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from '../outgoing/exchange.ts';
import { accessTo, send } from '../outgoing/request.ts';
import { errorIn, type GithubAnswer, GithubRefusedError, GithubUnavailableError } from './errors.ts';

export interface GithubAccess {
  /** `https://api.github.com` */
  readonly base: string;
  readonly token: string;
  readonly access: Access;
  /** UTC instant. */
  readonly now: () => string;
  /** Attempts of one call, while it fails for a reason that passes. */
  readonly attempts: number;
  /** @default the clock of this machine */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random?: () => number;
}

/** Each call throws one of the errors of `errors.ts`. */
export interface Github {
  get(path: string): Promise<unknown>;
  pages(path: string): AsyncGenerator<readonly unknown[]>;
  send(method: 'POST' | 'PATCH', path: string, body?: object): Promise<void>;
}

/** 100 items each: a longer list is not read to its end. */
const MAX_PAGES = 100;
/** A page of a hundred pull requests with long texts has several megabytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Every comment of Shipshape begins with it, so that it is recognised in lists and in deliveries. */
export const COMMENT_MARK = '<!-- shipshape:';

export function githubClient(github: GithubAccess): Github {
  const url = (path: string) => `${github.base.replace(/\/+$/, '')}${path}`;
  return {
    get: async (path) => parsed(await call(github, 'GET', url(path))),
    send: async (method, path, body) => {
      await call(github, method, url(path), body === undefined ? undefined : JSON.stringify(body));
    },
    async *pages(path) {
      let next: string | undefined = url(path);
      for (let page = 0; next !== undefined && page < MAX_PAGES; page += 1) {
        const answer: GithubAnswer = await call(github, 'GET', next);
        const items = parsed(answer);
        if (!Array.isArray(items)) throw new GithubRefusedError('GitHub answered with no list');
        yield items;
        next = nextPage(answer.headers.link, github.base);
      }
    },
  };
}

/** Access to the API alone. The operator chose its address, so it may be on a private network, as a GitHub Enterprise is. */
export function apiAccess(base: string): Access {
  const { protocol, host, origin } = new URL(base);
  return { ...accessTo([protocol === 'https:' ? host : origin]), mayBePrivate: true };
}

/**
 * The host whose repositories an API has; undefined for github.com. GitHub's own clouds have their API at `api.`, an Enterprise
 * Server has it below `/api`.
 */
export function hostOfApi(base: string): string | undefined {
  const host = new URL(base).host.replace(/^api\./, '');
  return host === 'github.com' ? undefined : host;
}

/** A path of names from outside; undefined when one of them would lead elsewhere. */
export function pathOf(...names: readonly string[]): string | undefined {
  const parts = names.flatMap((name) => name.split('/'));
  if (parts.some((part) => /^\.{0,2}$/.test(part))) return undefined;
  return parts.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** Ids of deliveries are beyond 2^53, where JSON's numbers lose their last digits. A quote within a text is escaped. */
const LARGE_ID = /("id"\s*:\s*)(\d{16,})/g;

function parsed({ body }: GithubAnswer): unknown {
  try {
    return JSON.parse(body.replace(LARGE_ID, '$1"$2"'));
  } catch {
    throw new GithubUnavailableError('GitHub answered with something else than JSON', true);
  }
}

/** Every request carries the token, so a page at another host is never requested. */
function nextPage(link: string | undefined, base: string): string | undefined {
  const [, next] = /<([^<>]*)>\s*;[^,]*\brel="next"/.exec(link ?? '') ?? [];
  if (next === undefined) return undefined;
  const url = URL.parse(next, base);
  if (url === null || url.origin !== new URL(base).origin)
    throw new GithubRefusedError('GitHub names a next page that is at another host');
  return url.href;
}

type Method = 'GET' | 'POST' | 'PATCH';

async function call(github: GithubAccess, method: Method, url: string, body?: string): Promise<GithubAnswer> {
  const { attempts, wait = sleep, random = Math.random } = github;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attemptOnce(github, method, url, body);
    if (!(answer instanceof Error)) return answer;
    if (!(answer instanceof GithubUnavailableError) || attempt === attempts) throw answer;
    await wait(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + random())));
  }
}

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 10_000;

async function attemptOnce(
  { access, token, now }: GithubAccess,
  method: Method,
  url: string,
  body: string | undefined,
): Promise<GithubAnswer | Error> {
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/vnd.github+json',
    'X-GitHub-Api-Version': '2022-11-28',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const outcome = await send(url, { method, headers, body }, { ...access, maxBytes: MAX_BYTES });
  switch (outcome.kind) {
    case 'answered':
      return errorIn(outcome, now()) ?? outcome;
    case 'refused':
      return new GithubRefusedError(outcome.because);
    case 'failed':
      return new GithubUnavailableError(outcome.because, outcome.mayHaveArrived);
  }
}
