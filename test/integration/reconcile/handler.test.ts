/** The deployed function: it looks where there is a token, and only there. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { handler } from '../../../functions/ingest/reconcile/handler.ts';
import { readLooks } from '../../../functions/ledger/looks.ts';
import { GITHUB_API, GITHUB_TOKEN, TABLE } from '../../../functions/runtime/environment.ts';
import { githubApi } from '../../../functions/runtime/github-token.ts';
import { documents } from '../../../functions/runtime/table.ts';
import { type Database, openDatabase } from '../../../lib/local/database.ts';
import { type FakeApi, startGithubApi } from '../../support/github-api.ts';
import { context } from '../../support/messages.ts';
import { store } from '../../support/store.ts';
import { emptyRepository, mapped, PLACE, REPOSITORY } from './github.ts';

let database: Database;
let api: FakeApi;
beforeAll(async () => {
  database = await openDatabase('shipshape');
  api = await startGithubApi();
  api.repositories.set(REPOSITORY, emptyRepository());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    [TABLE]: 'shipshape',
  });
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const looks = () => readLooks({ documents: documents(), name: 'shipshape' }, 'changes');

it('Without a token nothing is asked, and nobody waits for a look', async () => {
  await store({ documents: documents(), name: 'shipshape' }, [mapped()]);
  expect(githubApi()).toBe('https://api.github.com');
  process.env[GITHUB_API] = api.base;
  for (const none of ['', ' ', 'none']) {
    process.env[GITHUB_TOKEN] = none;
    await handler({}, context);
  }
  expect([api.calls, await looks()]).toEqual([[], []]);

  process.env[GITHUB_TOKEN] = 'token';
  await handler({}, context);
  expect(await looks()).toMatchObject([{ place: PLACE, upTo: expect.any(String) }]);
  const asked = api.calls.length;
  expect(asked).toBeGreaterThan(0);

  process.env[GITHUB_TOKEN] = 'none';
  await handler({}, context);
  expect(api.calls).toHaveLength(asked);
  expect(await looks()).toMatchObject([{ parked: { because: expect.stringContaining('no token') } }]);

  process.env[GITHUB_TOKEN] = 'another';
  await handler({}, context);
  expect(await looks()).toMatchObject([{ parked: { because: expect.stringContaining('no token') } }]);
  process.env[GITHUB_TOKEN] = 'token';
  await handler({}, context);
  expect((await looks())[0]?.parked).toBeUndefined();
});
