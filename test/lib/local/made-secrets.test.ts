/** The secrets of messages on one machine: where channels lead, and what links are signed with. */
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HostOptions } from '../../../lib/local/host.ts';
import { functions } from '../../../lib/wiring.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

const ADDRESS = 'https://hooks.slack.example/services/T0/B0/very-secret';
const CHANNELS = JSON.stringify({ 'search-slack': { url: ADDRESS } });
const KEY = /^[\w-]{43}$/;
let data = '';
let file = '';
let keyFile = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  [file, keyFile] = [join(data, 'channels.json'), join(data, 'links-key')];
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

/** What a function of the wiring sees: the very environment of its instance, in which what changes is looked up. */
async function starting(options: HostOptions = {}, name = 'notify') {
  const seen: Record<string, string>[] = [];
  const { secrets = [] } = functions.find((each) => each.name === name) ?? {};
  const host = await hostOf(wiring({ secrets }), () => undefined, {
    handlers: (_wiring, environment) => {
      seen.push(environment);
      return () => undefined;
    },
    data,
    ...options,
  });
  return { host, seen: () => seen[0] ?? {} };
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const keep = (text: string, mode = 0o600) => writeFile(file, text, { mode });

describe('the addresses of channels', () => {
  it('are given to notify, as they are at the moment it asks', async () => {
    const { seen } = await starting();
    expect(seen().SHIPSHAPE_CHANNELS).toBe('');
    await keep(CHANNELS);
    expect(seen().SHIPSHAPE_CHANNELS).toBe(CHANNELS);
    await rm(file);
    expect(seen().SHIPSHAPE_CHANNELS).toBe('');
  });

  it.each(functions.filter(({ name }) => name !== 'notify'))(
    'are given to no other function, such as $name, whatever is in the environment of the host',
    async ({ name }) => {
      await keep(CHANNELS);
      const { seen } = await starting({ environment: { SHIPSHAPE_CHANNELS: CHANNELS } }, name);
      expect(JSON.stringify(seen())).not.toContain('very-secret');
    },
  );

  it('are what the environment says, before any file', async () => {
    await keep('no JSON at all');
    const { seen } = await starting({ environment: { SHIPSHAPE_CHANNELS: ` ${CHANNELS}\n` } });
    expect(seen().SHIPSHAPE_CHANNELS).toBe(CHANNELS);
  });

  it('are kept from others where they could read them, which is said', async () => {
    await keep(CHANNELS);
    await chmod(file, 0o644);
    const said: unknown[] = [];
    await starting({ log: (...words) => void said.push(words) });
    expect(await modeOf(file)).toBe('600');
    expect(said).toEqual([
      ['WARN', expect.stringContaining('Others could read the addresses of channels'), { file }],
    ]);
  });

  it.each([
    ['is no JSON', () => keep(`{"search-slack": "${ADDRESS}"`)],
    ['has an address that is none', () => keep(CHANNELS.replace('https:', 'ftp:'))],
    ['is a folder', () => mkdir(file)],
  ])('refuse the start when the file %s, without telling what is in it', async (_how, make) => {
    await make();
    const refusal = await starting().catch((error: Error) => error);
    expect(refusal).toMatchObject({
      name: 'SecretUnusableError',
      message: expect.stringMatching(/channels\.json: .*addresses of channels/),
    });
    expect(String(refusal)).not.toContain('very-secret');
    await rm(file, { recursive: true });
    await starting();
  });

  it('that are spoilt while the host runs are not used, and neither are those before', async () => {
    await keep(CHANNELS);
    const said: unknown[] = [];
    const { seen } = await starting({ log: (...words) => void said.push(words) });
    await keep(`${CHANNELS},`);
    expect(() => JSON.parse(seen().SHIPSHAPE_CHANNELS ?? '')).toThrow();
    expect(said).toEqual([['ERROR', expect.stringContaining('No message is sent'), expect.anything()]]);
    expect(JSON.stringify(said)).not.toContain('very-secret');
  });
});

describe('the key of links', () => {
  it('is made at the first start, in a file that only its owner reads, and stays', async () => {
    const { host, seen } = await starting();
    const key = seen().SHIPSHAPE_LINKS_KEY;
    expect(key).toMatch(KEY);
    expect([await readFile(keyFile, 'utf8'), await modeOf(keyFile)]).toEqual([`${key}\n`, '600']);
    expect(key).not.toBe(host.apiToken);
    await host.stop();
    const again = await starting({}, 'web');
    expect(again.seen().SHIPSHAPE_LINKS_KEY).toBe(key);
  });

  it.each(functions.filter(({ secrets }) => !secrets?.includes('links')))(
    'is not given to $name, which neither makes nor takes links',
    async ({ name }) => {
      const { seen } = await starting({}, name);
      expect(seen()).not.toHaveProperty('SHIPSHAPE_LINKS_KEY');
    },
  );

  it('is another one for each host in memory, or what the environment says', async () => {
    const inMemory = async (environment = {}) =>
      (await starting({ data: undefined, environment })).seen().SHIPSHAPE_LINKS_KEY;
    expect(await inMemory()).not.toBe(await inMemory());
    expect(await inMemory({ SHIPSHAPE_LINKS_KEY: 'chosen-by-the-user' })).toBe('chosen-by-the-user');
  });

  it.each(['', 'guess-me', 'several words of a key'])(
    'that is %j is refused with what to do',
    async (text) => {
      await writeFile(keyFile, text, { mode: 0o600 });
      await expect(starting()).rejects.toMatchObject({
        name: 'SecretUnusableError',
        message: expect.stringMatching(/links-key: .*the key of links.*delete it/),
      });
    },
  );
});
