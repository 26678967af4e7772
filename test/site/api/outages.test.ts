import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { API_TOKEN, API_TOKEN_SECRET } from '../../../functions/kernel/environment.ts';
import { apiToken } from '../../../functions/kernel/secrets.ts';
import type { Around } from '../../../functions/site/resource/asked.ts';
import { createWeb } from '../../../functions/site/web/app.ts';
import { newTable } from '../../support/calls.ts';
import { standInForSecretsManager } from '../../support/secrets-manager.ts';
import { onHost } from '../../support/surroundings.ts';
import { noDigests } from '../fixture/digests.ts';
import { person } from './people.ts';
import { ask } from './request.ts';

const TOKEN = 'kept-by-secrets-manager';
/** What the host says. */
const environment: Record<string, string> = {};
let answer: { readonly status: number; readonly body: object };
let asked: string[];
let secrets = 0;

standInForSecretsManager(({ SecretId }) => {
  asked.push(SecretId);
  return [answer.status, answer.body];
});
beforeEach(() => {
  // Another one each time: what was read is kept for minutes.
  secrets += 1;
  environment[API_TOKEN_SECRET] = `secret-${secrets}`;
  asked = [];
  answer = { status: 200, body: { SecretString: TOKEN } };
});
afterEach(() => {
  delete environment[API_TOKEN];
});

const nothing = {
  trains: async () => [],
  release: async () => undefined,
  outlook: async () => undefined,
  ...noDigests,
};

const webOf = (publish: Around['publish'] = async () => {}, store = newTable()) =>
  onHost(
    createWeb(
      nothing,
      {
        token: apiToken,
        confirming: {
          key: async () => undefined,
          asked: async () => undefined,
          publish: async () => {},
          now: () => '',
        },
      },
      () => ({ store, publish, now: '2024-06-01T00:00:00.000Z' }),
    ),
    () => store,
    { environment },
  );

const teams = (token: string, web = webOf()) =>
  ask(web, 'GET', '/api/v1/catalog/teams', { headers: { Authorization: `Bearer ${token}` } });

describe('The token in Secrets Manager', () => {
  it('opens the API, and is asked for once in a while and not each time', async () => {
    const statuses = [await teams(TOKEN), await teams('wrong'), await teams(TOKEN)].map(
      ({ statusCode }) => statusCode,
    );
    expect(statuses).toEqual([200, 401, 200]);
    expect(asked).toEqual([`secret-${secrets}`]);
  });

  it.each([
    ['cannot be read', { status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }],
    ['is empty', { status: 200, body: { SecretString: '' } }],
    ['is not there', { status: 400, body: { __type: 'ResourceNotFoundException', message: 'no' } }],
  ])('that %s lets nobody in, whatever they hold, and says when to come again', async (_how, failing) => {
    answer = failing;
    environment[API_TOKEN] = TOKEN;
    for (const token of [TOKEN, '', 'undefined']) {
      const { statusCode, headers, body } = await teams(token);
      expect(statusCode).toBe(503);
      expect(headers).toMatchObject({ 'Retry-After': '30', 'Cache-Control': 'no-store' });
      expect(body).not.toMatch(/secret-|Exception/);
    }
    answer = { status: 200, body: { SecretString: TOKEN } };
    expect((await teams(TOKEN)).statusCode).toBe(200);
  });
});

describe('A bus that is down', () => {
  it('is told to who brings facts, with when to come again', async () => {
    const web = webOf(() => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1')));
    const { statusCode, headers, body } = await ask(web, 'POST', '/api/v1/facts', {
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ facts: [person('ada')] }),
    });
    expect([statusCode, headers['Retry-After']]).toEqual([503, '5']);
    expect(JSON.parse(body).detail).toContain('Send them again');
    expect(body).not.toContain('ECONNREFUSED');
  });
});

it('A body that is too large for one invocation is refused by the function too', async () => {
  const { statusCode } = await ask(webOf(), 'POST', '/api/v1/facts', {
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ facts: ['ü'.repeat(600_000)] }),
  });
  expect(statusCode).toBe(413);
});
