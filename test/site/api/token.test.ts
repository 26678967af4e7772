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
  .filter(([, path]) => path?.startsWith('/api/'))
  .map(([method = '', path = '']) => [method, path.replace('{section}', 'features')] as const);

/** Everything of an answer but when it was given. */
async function told(answer: Response) {
  const headers = Object.fromEntries(answer.headers);
  delete headers.date;
  return { status: answer.status, headers, body: await answer.text() };
}

describe.each(privateRoutes)('%s %s', (method, path) => {
  it('answers 401, and always the same, whatever is wrong with the token', async () => {
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
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({
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
      expect(/[{]feature[}]|[{]review[}]|due$/.test(path) ? [404] : [200, 202]).toContain(status);
      expect(headers.get('cache-control')).toBe('no-store');
      // Programs ask the versioned API again, and are told when nothing has changed.
      if (!path.startsWith('/api/v1/')) expect(headers.get('etag')).toBeNull();
    }
  });
});

it('an address that takes facts says so to who reads it, and one that is read to who sends', async () => {
  const { ask } = asking;
  const [read, sent] = [await ask('/api/facts'), await ask('/api/catalog/teams', asJson({ facts: [] }))];
  expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
  expect([sent.status, sent.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

it('HEAD of the catalog is asked for the token like GET, and answered without a body', async () => {
  const { ask, askAs } = asking;
  const path = '/api/catalog/teams';
  expect((await askAs(undefined, path, { method: 'HEAD' })).status).toBe(401);
  const answer = await ask(path, { method: 'HEAD' });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

it('where no token is configured, nobody can tell the private addresses from one that is not there', async () => {
  const bare = await askedHost({
    functions: functions.map(({ secrets: _, ...wiring }) => wiring),
  });
  const nowhere = await (await bare.ask('/nowhere')).json();
  // The description of the versioned API names its addresses to everybody.
  for (const [method, path] of privateRoutes.filter(([, each]) => !each.startsWith('/api/v1/'))) {
    const answer = await bare.ask(path, method === 'POST' ? asJson({ facts: [] }) : {});
    expect([answer.status, await answer.json()]).toEqual([404, nowhere]);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  }
  await bare.host.stop();
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
