import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WEBHOOK_SECRETS, webhookSecret } from '../../functions/kernel/environment.ts';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import { webhookSecrets } from '../../functions/webhooks/webhook-secrets.ts';
import { ask } from '../site/api/request.ts';
import { newTable } from '../support/calls.ts';
import { signed } from '../support/deliveries.ts';
import { githubPayloads } from '../support/payloads.ts';
import { standInForSecretsManager } from '../support/secrets-manager.ts';
import { onHost } from '../support/surroundings.ts';

const [OLD, NEW, NEWEST] = ['old-'.repeat(8), 'new-'.repeat(8), 'newest-'.repeat(8)];
const MINUTE = 60_000;
const table = newTable();
/** What the host says. */
const environment: Record<string, string> = {};

let store: { current?: string; previous?: string; down?: RegExp };
let asked: string[];
let now = Date.parse('2026-03-02T09:00:00Z');
let secret = 0;

function answer(stage: string): [status: number, body: object] {
  const value = stage === 'AWSPREVIOUS' ? store.previous : store.current;
  if (store.down?.test(stage)) return [500, { __type: 'InternalServiceError', message: 'down' }];
  return value === undefined
    ? [400, { __type: 'ResourceNotFoundException', message: `nothing has the label ${stage}` }]
    : [200, { SecretString: value }];
}

standInForSecretsManager(({ SecretId, VersionStage }) => {
  // A second try of what the test before was about may still come.
  if (SecretId === `arn:${secret}`) asked.push(VersionStage);
  return answer(VersionStage);
});
beforeEach(() => {
  // Another one each time: what was read is kept for minutes.
  secret += 1;
  environment[WEBHOOK_SECRETS] = JSON.stringify({ github: `arn:${secret}` });
  asked = [];
  store = { current: OLD };
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function deliver(by: string, source = 'github') {
  const around = {
    secrets: webhookSecrets,
    now: () => '2026-03-02T09:00:00.000Z',
    receiving: () => ({ table, publish: async () => {} }),
  };
  const ingest = onHost(createIngest(around), () => table, { environment });
  const delivery = signed('github', githubPayloads.ping, { 'x-github-event': 'ping' }, by);
  return ask(ingest, 'POST', `/webhooks/${source}`, delivery);
}
const statusOf = async (by: string) => (await deliver(by)).statusCode;
const fetches = () => asked.filter((stage) => stage === 'AWSCURRENT').length;

describe('the secrets of a sender in Secrets Manager', () => {
  it('are read once in five minutes, also where none was replaced yet', async () => {
    expect(await statusOf(OLD)).toBe(200);
    expect([...new Set(asked)].sort()).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
    // Where the machine is slow the client asks a second time; from then on nobody is asked.
    const first = fetches();
    expect(await statusOf(OLD)).toBe(200);
    now += 5 * MINUTE - 1;
    expect(await statusOf(OLD)).toBe(200);
    expect(fetches()).toBe(first);
    now += 1;
    expect(await statusOf(OLD)).toBe(200);
    expect(fetches()).toBeGreaterThan(first);
  });

  it('are two while one is replaced: no delivery is refused, whichever it is signed with', async () => {
    expect(await statusOf(OLD)).toBe(200);
    store = { current: NEW, previous: OLD };
    now += 1000;
    expect([await statusOf(OLD), await statusOf(NEW), await statusOf(OLD)]).toEqual([200, 200, 200]);
    expect(fetches()).toBe(2);
  });

  it('that were retired are refused within five minutes', async () => {
    store = { current: NEW, previous: OLD };
    expect(await statusOf(OLD)).toBe(200);
    store = { current: NEW, previous: NEW };
    now += 5 * MINUTE;
    expect([await statusOf(OLD), await statusOf(NEW)]).toEqual([401, 200]);
  });

  it('are read again for a signature that nobody knows, and that once a minute at most', async () => {
    expect(await statusOf(OLD)).toBe(200);
    for (let forged = 0; forged < 5; forged += 1) expect(await statusOf(NEWEST)).toBe(401);
    expect(fetches()).toBe(2);
    store = { current: NEWEST };
    now += MINUTE - 1;
    expect(await statusOf(NEWEST)).toBe(401);
    now += 1;
    expect(await statusOf(NEWEST)).toBe(200);
    expect(fetches()).toBe(3);
  });

  it('that cannot be read let nobody in and turn nobody away, and say when to come again', async () => {
    store = { current: OLD, down: /./ };
    for (const by of [OLD, NEW, '']) {
      const { statusCode, headers, body } = await deliver(by);
      expect([statusCode, headers['Retry-After']]).toEqual([503, '30']);
      expect(body).not.toMatch(/arn:|Internal|secret/i);
    }
    store = { current: OLD };
    expect(await statusOf(OLD)).toBe(200);
  });

  it('that were read a moment ago outlast an outage; what might be signed with a new one is to come again', async () => {
    expect(await statusOf(OLD)).toBe(200);
    store = { down: /./ };
    expect([await statusOf(OLD), await statusOf(NEW)]).toEqual([200, 503]);
    const tried = fetches();
    expect([await statusOf(NEW), await statusOf(OLD)]).toEqual([503, 200]);
    expect(fetches()).toBe(tried);
    now += 5 * MINUTE;
    expect(await statusOf(OLD)).toBe(503);
  });

  it.each([/CURRENT/, /PREVIOUS/])('are not used by halves when %s cannot be read', async (down) => {
    store = { current: NEW, previous: OLD, down };
    expect([await statusOf(OLD), await statusOf(NEW)]).toEqual([503, 503]);
  });

  it.each([
    ['empty', ''],
    ['short enough to be guessed', 'short'],
    ['of several lines', `${OLD}\n${NEW}`],
  ])('that are %s are never used: it is our fault, and not the sender’s', async (_how, unusable) => {
    store = { current: unusable };
    expect([await statusOf(unusable), await statusOf(OLD)]).toEqual([503, 503]);
    store = { current: NEW, previous: unusable };
    expect([await statusOf(NEW), await statusOf(unusable)]).toEqual([200, 401]);
  });
});

it('a sender that is not deployed is nowhere, and nobody is asked about it', async () => {
  expect((await deliver(OLD, 'gitlab')).statusCode).toBe(404);
  environment[webhookSecret('gitlab')] = OLD;
  expect((await deliver(OLD, 'gitlab')).statusCode).toBe(404);
  expect(asked).toEqual([]);
});
