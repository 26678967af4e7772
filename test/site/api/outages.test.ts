import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { API_TOKEN, API_TOKEN_SECRET } from '../../../functions/kernel/environment.ts';
import { apiToken } from '../../../functions/kernel/secrets.ts';
import { createWeb, type PrivateApi } from '../../../functions/site/web/app.ts';
import { newTable } from '../../support/calls.ts';
import { onHost } from '../../support/surroundings.ts';
import { noDigests } from '../fixture/digests.ts';
import { person } from './people.ts';
import { ask } from './request.ts';

const TOKEN = 'kept-by-secrets-manager';
const before = { ...process.env };
/** What the host says. */
const environment: Record<string, string> = {};
/** Stands in for Secrets Manager. */
let store: Server;
let answer: { readonly status: number; readonly body: object };
let asked: string[];
let secrets = 0;

beforeAll(async () => {
  store = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    asked.push(JSON.parse(Buffer.concat(chunks).toString()).SecretId);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(store, 'listening');
  const address = store.address();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
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
afterAll(() => {
  store.close();
  store.closeAllConnections();
  process.env = before;
});

const nothing = {
  trains: async () => [],
  release: async () => undefined,
  unregistered: async () => [],
  quarantined: async () => [],
  troubles: async () => [],
  deliveries: async () => ({ sources: [], unattributed: [] }),
  ...noDigests,
};

const webOf = (inside: Partial<PrivateApi> = {}) =>
  onHost(
    createWeb(nothing, {
      token: apiToken,
      publish: async () => {},
      catalogPage: async () => ({ records: [] }),
      grade: async () => undefined,
      matrix: async () => ({ at: '', columns: [], rows: [] }),
      confirming: {
        key: async () => undefined,
        asked: async () => undefined,
        publish: async () => {},
        now: () => '',
      },
      ...inside,
    }),
    newTable,
    { environment },
  );

const teams = (token: string, web = webOf()) =>
  ask(web, 'GET', '/api/catalog/teams', { headers: { Authorization: `Bearer ${token}` } });

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
    const web = webOf({ publish: () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:1')) });
    const { statusCode, headers, body } = await ask(web, 'POST', '/api/facts', {
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ facts: [person('ada')] }),
    });
    expect([statusCode, headers['Retry-After']]).toEqual([503, '5']);
    expect(JSON.parse(body).error.message).toContain('Send them again');
    expect(body).not.toContain('ECONNREFUSED');
  });
});

it('A body that is too large for one invocation is refused by the function too', async () => {
  const { statusCode } = await ask(webOf(), 'POST', '/api/facts', {
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ facts: ['ü'.repeat(600_000)] }),
  });
  expect(statusCode).toBe(413);
});
