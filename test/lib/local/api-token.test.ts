import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { whereIsApiToken } from '../../../lib/local/greeting.ts';
import type { HostOptions } from '../../../lib/local/host.ts';
import { hostOf, stopHosts, wiring } from './stubs.ts';

const TOKEN = /^[\w-]{43}$/;
let data = '';
let file = '';

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'shipshape-'));
  file = join(data, 'api-token');
});
afterEach(async () => {
  await stopHosts();
  await rm(data, { recursive: true });
});

const starting = (options: HostOptions) => hostOf(wiring(), () => undefined, options);
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('the token of the API', () => {
  it('is made at the first start, in a file that only its owner reads, and stays', async () => {
    const first = await starting({ data });
    expect(first.apiToken).toMatch(TOKEN);
    expect([await readFile(file, 'utf8'), await modeOf(file)]).toEqual([`${first.apiToken}\n`, '600']);
    await first.stop();
    expect((await starting({ data })).apiToken).toBe(first.apiToken);
  });

  it('is another one for each host in memory', async () => {
    const [one, other] = [await starting({}), await starting({})];
    expect(one.apiToken).toMatch(TOKEN);
    expect(other.apiToken).not.toBe(one.apiToken);
  });

  it('is what the environment says, before any file', async () => {
    const environment = { SHIPSHAPE_API_TOKEN: ' chosen-by-the-user ' };
    expect((await starting({ data, environment })).apiToken).toBe('chosen-by-the-user');
    expect((await starting({ environment: { SHIPSHAPE_API_TOKEN: '' } })).apiToken).toMatch(TOKEN);
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is kept from others where they could read it, which is said', async () => {
    await writeFile(file, 'chosen-by-the-user\n');
    await chmod(file, 0o644);
    const said: unknown[] = [];
    const host = await starting({ data, log: (...words) => void said.push(words) });
    expect(host.apiToken).toBe('chosen-by-the-user');
    expect(await modeOf(file)).toBe('600');
    expect(said).toEqual([['WARN', expect.stringContaining('Others could read the token'), { file }]]);
  });

  it.each([
    ['is empty', () => writeFile(file, '', { mode: 0o600 })],
    ['is short enough to be guessed', () => writeFile(file, 'guess-me\n', { mode: 0o600 })],
    ['is not one word', () => writeFile(file, 'a token of several words\n', { mode: 0o600 })],
    ['is a folder', () => mkdir(file)],
  ])('that %s is refused with what to do, and the directory is free again', async (_how, make) => {
    await make();
    await expect(starting({ data })).rejects.toMatchObject({
      name: 'SecretUnusableError',
      message: expect.stringMatching(/api-token: .*delete it/i),
    });
    await rm(file, { recursive: true });
    await starting({ data });
  });

  it('that a killed process left unfinished is made again', async () => {
    await writeFile(`${file}.new`, 'half');
    expect((await starting({ data })).apiToken).toMatch(TOKEN);
  });

  it('is told to people by its place, never by itself', async () => {
    const { apiToken } = await starting({ data });
    const environment = { SHIPSHAPE_API_TOKEN: 'chosen-by-the-user' };
    const words = [
      whereIsApiToken(data, {}),
      whereIsApiToken(undefined, {}),
      whereIsApiToken(data, environment),
    ];
    expect(words).toEqual([
      `The API takes the token in ${file}.`,
      expect.stringContaining('set SHIPSHAPE_API_TOKEN'),
      'The API takes the token in SHIPSHAPE_API_TOKEN.',
    ]);
    expect(words.join()).not.toMatch(new RegExp(`${apiToken}|chosen`));
  });
});
