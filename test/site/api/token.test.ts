import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { functions } from '../../../lib/wiring.ts';
import { everyRoute } from '../fixture/web.ts';
import { type Asking, asJson, askedHost } from './private-host.ts';

let asking: Asking;

beforeAll(async () => {
  asking = await askedHost();
});
afterAll(() => asking.host.stop());

const privateRoutes = everyRoute()
  .filter(({ isPrivate }) => isPrivate)
  .map(({ route }) => route.split(' '))
  // Who confirms holds a signed link, and no token.
  // The former addresses of programs lead everybody to the present ones.
  .filter(
    ([, path]) => path?.startsWith('/api/') && !/^\/api\/(facts|catalog|changes|grades|matrix)\b/.test(path),
  )
  .map(([method = '', path = '']) => [method, path.replace('{section}', 'features')] as const);

/** Everything of an answer but when it was given. */
async function told(answer: Response) {
  const headers = Object.fromEntries(answer.headers);
  delete headers.date;
  return { status: answer.status, headers, body: await answer.text() };
}

describe.each(privateRoutes)('%s %s', (method, path) => {
  it('answers 401 to every wrong token alike, and to none', async () => {
    const { host, askAs } = asking;
    const wrong = [
      undefined,
      'Bearer',
      'Bearer wrong',
      `Bearer ${host.apiToken.slice(0, -1)}`,
      `Bearer ${host.apiToken}x`,
      `Bearer ${host.apiToken}, Bearer wrong`,
      `Basic ${Buffer.from(`:${host.apiToken}`).toString('base64')}`,
      host.apiToken,
    ];
    const init = method === 'POST' ? asJson('{"facts": 1}') : {};
    const answers = await Promise.all(wrong.map(async (each) => told(await askAs(each, path, init))));
    const [, first, ...others] = answers;
    for (const answer of others) expect(answer).toEqual(first);
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' },
      });
  });

  it('lets in who holds the token, and nobody keeps the answer', async () => {
    const { ask, askAs, host } = asking;
    const init = method === 'POST' ? asJson({ facts: [] }) : {};
    const answers = [await ask(path, init), await askAs(`bearer  ${host.apiToken}`, path, init)];
    for (const { status, headers } of answers) {
      // Nobody registered a feature of this name, or any team; only who holds the token is told so.
      expect(/[{](feature|review|account|person)[}]|due$/.test(path) ? [404] : [200, 202]).toContain(status);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});

it('an address that takes facts says so to who reads it, and one that is read to who sends', async () => {
  const { ask } = asking;
  const [read, sent] = [
    await ask('/api/v1/facts'),
    await ask('/api/v1/catalog/teams', asJson({ facts: [] })),
  ];
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

it('HEAD of the catalog is asked for the token like GET, and answered without a body', async () => {
  const { ask, askAs } = asking;
  const path = '/api/v1/catalog/teams';
  expect((await askAs(undefined, path, { method: 'HEAD' })).status).toBe(401);
  const answer = await ask(path, { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

it('where no token is configured, none is let in', async () => {
  const bare = await askedHost({
    functions: functions.map(({ secrets: _, ...wiring }) => wiring),
  });
  for (const [method, path] of privateRoutes) {
    const answer = await bare.ask(path, method === 'POST' ? asJson({ facts: [] }) : {});
    expect([401, 404]).toContain(answer.status);
  }
  await bare.host.stop();
});

it.each([
  ['GET', '/api/catalog/teams?after=x', '/api/v1/catalog/teams?after=x'],
  ['GET', '/api/changes/web~2F12', '/api/v1/changes/web~2F12'],
  ['GET', '/api/grades/ranking?as-of=2024-01-01', '/api/v1/grades/ranking?as-of=2024-01-01'],
  ['GET', '/api/matrix', '/api/v1/grades'],
  ['POST', '/api/facts', '/api/v1/facts'],
])('%s %s says that it is %s now', async (method, path, present) => {
  const answer = await asking.askAs(undefined, path, { method, redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, present]);
});

it('the token is given to the functions that the wiring names, and to no other', async () => {
  const given = new Map<string, string | undefined>();
  const { host } = await askedHost({
    handlers: ({ name }, { SHIPSHAPE_API_TOKEN }) => {
      given.set(name, SHIPSHAPE_API_TOKEN);
      return () => undefined;
    },
  });
  await host.stop();
  expect(Object.fromEntries(given)).toEqual(
    Object.fromEntries(
      functions.map(({ name, secrets }) => [
        name,
        secrets?.includes('api-token') ? host.apiToken : undefined,
      ]),
    ),
  );
});
