/** GitHub's REST API: one host, no redirects, everything with an end. */
import { ApiLimitedError, ApiRefusedError, ApiUnauthorizedError, ApiUnavailableError } from './api-errors.ts';
import { limitedUntil } from './api-limits.ts';

export interface ApiAccess {
  /** `https://api.github.com` */
  readonly base: string;
  readonly token: string;
  /** How long one call may take, in milliseconds. */
  readonly patience: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  /** In milliseconds. */
  readonly now: () => number;
}

export interface Api {
  get(path: string): Promise<unknown>;
  /** The pages of a list, as long as they are asked for. */
  pages(path: string): AsyncGenerator<readonly unknown[]>;
  post(path: string): Promise<void>;
}

/** Tries of one call, where it failed for a reason that passes. */
const TRIES = 3;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 10_000;
/** Of 100 each. A list that has more is not read to its end. */
const MAX_PAGES = 100;

interface Answer {
  readonly headers: Headers;
  readonly body: string;
}

/** @throws from each call, one of the errors of `api-errors.ts` */
export function apiOf(access: ApiAccess): Api {
  const url = (path: string) => `${access.base.replace(/\/+$/, '')}${path}`;
  return {
    get: async (path) => parsed(await call(access, 'GET', url(path))),
    post: async (path) => {
      await call(access, 'POST', url(path));
    },
    async *pages(path) {
      let next: string | undefined = url(path);
      for (let page = 0; next !== undefined && page < MAX_PAGES; page += 1) {
        const answer: Answer = await call(access, 'GET', next);
        const items = parsed(answer);
        if (!Array.isArray(items))
          throw new ApiRefusedError('GitHub answers with something else than a list.');
        yield items;
        next = nextPage(answer.headers.get('link'), access.base);
      }
    },
  };
}

/** Ids of deliveries are beyond 2^53, where JSON's numbers lose their last digits. A quote within a text is escaped. */
const LARGE_ID = /("id"\s*:\s*)(\d{16,})/g;

function parsed({ body }: Answer): unknown {
  try {
    return JSON.parse(body.replace(LARGE_ID, '$1"$2"'));
  } catch {
    throw new ApiUnavailableError('GitHub answers with something else than JSON.');
  }
}

/** The token goes along with every page, so a page at another host is never asked for. */
function nextPage(link: string | null, base: string): string | undefined {
  const [, next] = /<([^<>]*)>\s*;[^,]*\brel="next"/.exec(link ?? '') ?? [];
  if (next === undefined) return undefined;
  const url = URL.parse(next, base);
  if (url === null || url.origin !== new URL(base).origin)
    throw new ApiRefusedError('GitHub names a next page that is at another host.');
  return url.href;
}

async function call(access: ApiAccess, method: 'GET' | 'POST', url: string): Promise<Answer> {
  let failure = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) await access.wait(pauseBefore(attempt, access.random()));
    const answer = await send(access, method, url);
    if ('answer' in answer) return answer.answer;
    failure = answer.failure;
  }
  throw new ApiUnavailableError(`GitHub did not answer ${TRIES} times (${failure}).`);
}

/** Twice as long each time, and never the same for two who wait. */
const pauseBefore = (attempt: number, chance: number): number =>
  Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt * (0.5 + chance));

async function send(
  access: ApiAccess,
  method: string,
  url: string,
): Promise<{ readonly answer: Answer } | { readonly failure: string }> {
  try {
    const response = await fetch(url, {
      method,
      // A repository that was renamed answers with its new address: what is registered is asked for, and nothing else.
      redirect: 'manual',
      // Also ends a body that does not come to its end.
      signal: AbortSignal.timeout(access.patience),
      headers: {
        Authorization: `Bearer ${access.token}`,
        Accept: 'application/vnd.github+json',
        'X-GitHub-Api-Version': '2022-11-28',
        'User-Agent': 'shipshape',
      },
    });
    const { status, headers } = response;
    const body = await response.text();
    if (status >= 500) return { failure: `status ${status}` };
    mustBeGiven(status, headers, body, access.now());
    return { answer: { headers, body } };
  } catch (error) {
    if (isAnswer(error)) throw error;
    // What fetch says can hold the address; its name is enough.
    return { failure: error instanceof Error ? error.name : 'no answer' };
  }
}

const isAnswer = (error: unknown): boolean =>
  [ApiLimitedError, ApiUnauthorizedError, ApiRefusedError].some((kind) => error instanceof kind);

function mustBeGiven(status: number, headers: Headers, body: string, now: number): void {
  if (status >= 200 && status < 300) return;
  const until = limitedUntil(status, headers, body, now);
  if (until !== undefined) throw new ApiLimitedError(until);
  if (status === 401) throw new ApiUnauthorizedError();
  throw new ApiRefusedError(because.get(status) ?? `GitHub answers with status ${status}.`);
}

const GONE = 'GitHub knows no such repository, or the token may not see it.';
const MOVED = 'The repository was renamed or moved: register it in sources.yml under its new name.';

const because: ReadonlyMap<number, string> = new Map([
  [301, MOVED],
  [302, MOVED],
  [307, MOVED],
  [308, MOVED],
  [403, 'The token may not read this of the repository.'],
  [404, GONE],
  [410, GONE],
  [422, 'GitHub does not accept what was asked.'],
]);
