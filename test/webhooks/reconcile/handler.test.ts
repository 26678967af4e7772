/** The deployed function: it looks where there is a token, and only there. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readSyncCursors } from '../../../functions/catalog/store/sync-cursors.ts';
import { GITHUB_API, GITHUB_TOKEN } from '../../../functions/kernel/environment.ts';
import { githubApi as askedFor } from '../../../functions/kernel/secrets.ts';
import { handler as reconcile } from '../../../functions/webhooks/reconcile/handler.ts';
import { newTable } from '../../support/calls.ts';
import { type FakeApi, startGithubApi } from '../../support/github-api.ts';
import { context } from '../../support/messages.ts';
import { store } from '../../support/store.ts';
import { onHost } from '../../support/surroundings.ts';
import { emptyRepository, mapped, PLACE, REPOSITORY } from './github.ts';

const table = newTable();
const environment: Record<string, string> = {};
const handler = onHost(reconcile, () => table, { environment });
const githubApi = onHost(askedFor, () => table, { environment });
let api: FakeApi;
beforeAll(async () => {
  api = await startGithubApi();
  api.repositories.set(REPOSITORY, emptyRepository());
});
afterAll(() => api.close());

const looks = () => readSyncCursors(table, 'changes');

it('Without a token nothing is asked, and nobody waits for a look', async () => {
  await store(table, [mapped()]);
  expect(githubApi()).toBe('https://api.github.com');
  environment[GITHUB_API] = api.base;
  for (const none of ['', ' ', 'none']) {
    environment[GITHUB_TOKEN] = none;
    await handler({}, context);
  }
  expect([api.calls, await looks()]).toEqual([[], []]);

  environment[GITHUB_TOKEN] = 'token';
  await handler({}, context);
  expect(await looks()).toMatchObject([{ place: PLACE, upTo: expect.any(String) }]);
  const asked = api.calls.length;
  expect(asked).toBeGreaterThan(0);

  environment[GITHUB_TOKEN] = 'none';
  await handler({}, context);
  expect(api.calls).toHaveLength(asked);
  expect(await looks()).toMatchObject([{ parked: { because: expect.stringContaining('no token') } }]);

  environment[GITHUB_TOKEN] = 'another';
  await handler({}, context);
  expect(await looks()).toMatchObject([{ parked: { because: expect.stringContaining('no token') } }]);
  environment[GITHUB_TOKEN] = 'token';
  await handler({}, context);
  expect((await looks())[0]?.parked).toBeUndefined();
});
