import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SENDERS } from '../../../functions/webhooks/model/normalized-event.ts';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { whichWebhooks } from '../../../lib/local/greeting.ts';
import type { HostOptions } from '../../../lib/local/host.ts';
import { functions } from '../../../lib/wiring.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

const SECRET = 'a-secret-of-some-length';
const KEY = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
let data = '';
let file = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  file = join(data, 'secrets', 'github');
  await mkdir(dirname(file));
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

/** A host, and the environment of its one function, which has the secrets of `ingest` unless told otherwise. */
async function starting(options: HostOptions = {}, more = functions.find(({ name }) => name === 'ingest')) {
  const seen: Record<string, string>[] = [];
  const host = await hostOf(wiring({ secrets: more?.secrets ?? [] }), () => undefined, {
    handlers: (_wiring, environment) => {
      seen.push(environment);
      return () => undefined;
    },
    data,
    ...options,
  });
  return { host, seen: () => seen[0] ?? {} };
}

const keep = (text: string, mode = 0o600) => writeFile(file, text, { mode });

it('there is a secret for every kind of sender', () => {
  expect(SENDERS).toEqual(sources.map(({ name }) => name));
});

describe('the secrets of webhooks', () => {
  it('are given to the function that verifies by them, as they are at the moment it asks', async () => {
    await keep(`${SECRET}\n`);
    const { seen } = await starting();
    expect(seen().SHIPSHAPE_SECRET_GITHUB).toBe(SECRET);
    await keep(`${SECRET}-new\n\n ${SECRET} \n`);
    expect(seen().SHIPSHAPE_SECRET_GITHUB).toBe(`${SECRET}-new\n${SECRET}`);
    await rm(file);
    expect(seen().SHIPSHAPE_SECRET_GITHUB).toBe('');
  });

  it('are given to no other function, whatever is in the environment of the host', async () => {
    await keep(`${SECRET}\n`);
    const environment = { SHIPSHAPE_SECRET_STANDARD: KEY };
    const web = functions.find(({ name }) => name === 'web');
    const { seen } = await starting({ environment }, web);
    expect(Object.keys(seen()).filter((name) => name.startsWith('SHIPSHAPE_SECRET'))).toEqual([]);
    expect(JSON.stringify(seen())).not.toMatch(`${SECRET}|${KEY}`);
  });

  it('are kept from others where they could read them, which is said', async () => {
    await keep(`${SECRET}\n`);
    await chmod(file, 0o644);
    const said: unknown[] = [];
    await starting({ log: (...words) => void said.push(words) });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const warning = expect.stringContaining('Others could read the secret of github');
    expect(said).toEqual([['WARN', warning, { file }]]);
  });

  it.each([
    ['is empty', () => keep('\n')],
    ['is short enough to be guessed', () => keep('guess-me\n')],
    ['has another line that is', () => keep(`${SECRET}\nguess-me\n`)],
    ['is a folder', () => mkdir(file)],
    ['says whsec_ and is no base64', () => keep('whsec_not a key at all\n')],
  ])('refuse the start with what to do when the file %s', async (_how, make) => {
    await make();
    await expect(starting()).rejects.toMatchObject({
      name: 'SecretUnusableError',
      message: expect.stringMatching(/secrets.github: .*npm run shipshape -- webhook-secret github/),
    });
    await rm(file, { recursive: true });
    await starting();
  });

  it.each([
    [{ SHIPSHAPE_SECRET_GITHUB: '' }, 'SHIPSHAPE_SECRET_GITHUB'],
    [{ SHIPSHAPE_SECRET_GITHUB: 'short' }, 'SHIPSHAPE_SECRET_GITHUB'],
    [{ SHIPSHAPE_SECRET_GITHUB_PREVIOUS: SECRET }, 'SHIPSHAPE_SECRET_GITHUB'],
    [{ SHIPSHAPE_SECRET_STANDARD: 'a passphrase of several words' }, 'SHIPSHAPE_SECRET_STANDARD'],
  ])('refuse the start when the environment says %j', async (environment, name) => {
    await expect(starting({ environment })).rejects.toMatchObject({
      name: 'SecretUnusableError',
      message: expect.stringContaining(name),
    });
  });

  it('may have spaces where they are no key, as the header of Unleash can', async () => {
    const environment = { SHIPSHAPE_SECRET_UNLEASH: ' Bearer of-some-secret ' };
    const { host, seen } = await starting({ environment, data: undefined });
    expect(seen().SHIPSHAPE_SECRET_UNLEASH).toBe('Bearer of-some-secret');
    expect(host.connected()).toEqual(['unleash']);
  });
});

describe('what a start says of webhooks', () => {
  it('is where deliveries are taken', async () => {
    await keep(`${SECRET}\n`);
    const { host } = await starting({ environment: { SHIPSHAPE_SECRET_STANDARD: KEY } });
    const [github, standard] = [`${host.address}/webhooks/github`, `${host.address}/webhooks/standard`];
    expect(whichWebhooks(host, data)).toBe(`Webhooks are taken at ${github}, ${standard}`);
  });

  it('is how to connect the first, where the ledger is', async () => {
    const { host } = await starting();
    const command = 'npm run shipshape -- webhook-secret github';
    expect(whichWebhooks(host, '.shipshape')).toMatch(new RegExp(`: ${command}$`));
    expect(whichWebhooks(host, data)).toContain(`: ${command} --data ${data}`);
    expect(whichWebhooks(host, undefined)).toContain('set SHIPSHAPE_SECRET_GITHUB');
  });
});
