/** The API over real HTTP: what it takes to get an answer, and when to stop asking. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { apiAccess, type GithubAccess, githubClient } from '../../../functions/kernel/github/client.ts';
import { type Failure, type FakeApi, startGithubApi } from '../../support/github-api.ts';
import { emptyRepository, REPOSITORY } from '../../webhooks/reconcile/github.ts';

let api: FakeApi;
let waits: number[];
beforeAll(async () => {
  api = await startGithubApi();
});
afterAll(() => api.close());
beforeEach(() => {
  waits = [];
  api.calls.length = 0;
  api.fail = () => undefined;
  const pulls = Array.from({ length: 7 }, (_none, number) => ({ number }));
  api.repositories.set(REPOSITORY, { ...emptyRepository(), pulls });
});

const NOW = Date.parse('2024-01-05T10:00:00Z');
const access = (more: Partial<GithubAccess> = {}): GithubAccess => ({
  base: api.base,
  token: 'token',
  access: { ...apiAccess(api.base), timeoutMs: 500 },
  attempts: 3,
  wait: async (milliseconds) => void waits.push(milliseconds),
  random: () => 0.5,
  now: () => '2024-01-05T10:00:00.000Z',
  ...more,
});
const get = (more?: Partial<GithubAccess>) => githubClient(access(more)).get(`/repos/${REPOSITORY}`);

/** The first calls fail, one after another; the next ones do not. */
const failFirst = (...failures: Failure[]) => {
  api.fail = () => failures.shift();
};

async function numbers(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of githubClient(access()).pages(`/repos/${REPOSITORY}/pulls?per_page=100`))
    found.push(...page);
  return found;
}

describe('A list', () => {
  it('is read page by page, to its end', async () => {
    expect(await numbers()).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => ({ number })));
    expect(api.calls).toHaveLength(3);
  });

  it.each(['http://127.0.0.2:1/next', 'https://evil.example/', 'file:///etc/passwd'])(
    'whose next page is at %s is not followed there',
    async (next) => {
      const headers = { Link: `<${next}>; rel="next"` };
      failFirst({ status: 200, headers, body: '[]' });
      await expect(numbers()).rejects.toThrow('at another host');
      expect(api.calls).toHaveLength(1);
    },
  );

  it('that is none, or no JSON, is an error in words', async () => {
    failFirst({ status: 200, body: '{}' });
    await expect(numbers()).rejects.toMatchObject({ name: 'GithubRefusedError' });
    failFirst({ status: 200, body: '<html>' });
    await expect(numbers()).rejects.toMatchObject({ name: 'GithubUnavailableError' });
  });
});

describe('A call', () => {
  it.each<[string, Failure]>([
    ['that hangs', 'hang'],
    ['whose connection is reset', 'reset'],
    ['that answers 502', { status: 502 }],
    ['whose answer breaks off', { status: 200, headers: { 'Content-Length': '1000' }, body: '{"id":' }],
  ])('%s is made again, twice, after longer and longer pauses', async (_how, failure) => {
    failFirst(failure, failure);
    expect(await get()).toMatchObject({ full_name: REPOSITORY });
    expect(waits).toEqual([1000, 2000]);
    failFirst(failure, failure, failure);
    await expect(get()).rejects.toMatchObject({ name: 'GithubUnavailableError' });
    expect(api.calls).toHaveLength(6);
  });

  it.each<[number, Record<string, string>, string, string]>([
    [429, { 'Retry-After': '120' }, '', '2024-01-05T10:02:00.000Z'],
    [429, {}, '', '2024-01-05T10:01:00.000Z'],
    [429, { 'Retry-After': 'Fri, 05 Jan 2024 10:30:00 GMT' }, '', '2024-01-05T10:30:00.000Z'],
    [403, { 'Retry-After': '60' }, '', '2024-01-05T10:01:00.000Z'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 900}` },
      '',
      '2024-01-05T10:15:00.000Z',
    ],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'junk' }, '', '2024-01-05T10:01:00.000Z'],
    [403, {}, '{"message":"You have exceeded a secondary rate limit."}', '2024-01-05T10:01:00.000Z'],
    [429, { 'Retry-After': '99999999' }, '', '2024-01-05T11:00:00.000Z'],
    [503, { 'Retry-After': '120' }, '', '2024-01-05T10:02:00.000Z'],
  ])(
    'that is answered %i with %j %s says until when to stop, and is not made again',
    async (status, headers, body, until) => {
      failFirst({ status, headers, body });
      await expect(get()).rejects.toMatchObject({ name: 'GithubLimitedError', until });
      expect(api.calls).toHaveLength(1);
    },
  );

  it.each([301, 302, 307, 403, 404, 410, 422, 451])(
    'that is answered %i is refused, and is not made again',
    async (status) => {
      failFirst({ status, headers: { Location: `${api.base}/repos/${REPOSITORY}` } });
      await expect(get()).rejects.toMatchObject({ name: 'GithubRefusedError' });
      expect(api.calls).toHaveLength(1);
    },
  );

  it('that is refused while the limit is used up is no limit', async () => {
    failFirst({ status: 404, headers: { 'x-ratelimit-remaining': '0' } });
    await expect(get()).rejects.toMatchObject({ name: 'GithubRefusedError' });
  });

  it('goes to a GitHub of one’s own on a private network, and to no other host', async () => {
    const access = { ...apiAccess('https://github.example/api/v3'), resolve: async () => ['127.0.0.1'] };
    const own = (base: string) => get({ base, access, attempts: 1 });
    await expect(own('https://github.example/api/v3')).rejects.toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
    });
    await expect(own('https://other.example')).rejects.toMatchObject({
      message: expect.stringContaining('not a host'),
    });
  });

  it('with a token that is not valid says so', async () => {
    await expect(get({ token: 'other' })).rejects.toMatchObject({ name: 'GithubUnauthorizedError' });
  });

  it('keeps ids that are larger than numbers can be', async () => {
    failFirst({
      status: 200,
      body: '{"id": 123456789012345678901, "text": "\\"id\\": 12345678901234567890"}',
    });
    expect(await get()).toEqual({ id: '123456789012345678901', text: '"id": 12345678901234567890' });
  });
});
