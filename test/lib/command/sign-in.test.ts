import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLink } from '../../../functions/site/sign-in/link.ts';
import { startHost } from '../../../lib/local/host.ts';
import { howToSignIn } from '../../../lib/local/sign-in-link.ts';
import { fact } from '../../support/facts.ts';
import { inProcess } from './in-process.ts';

let directory: string;
let data: string;
let key: string;
const environment = { SHIPSHAPE_OIDC_ISSUER: 'https://login.example', SHIPSHAPE_OIDC_CLIENT_ID: 'shipshape' };

const person = (id: string) =>
  fact('PersonRegistered', '2024-01-01', { person: id, name: `${id} Sample`, email: `${id}@shop.example` });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shipshape-'));
  data = join(directory, 'data');
  const host = await startHost({ data, listens: false, clock: false, environment: {}, log: () => {} });
  await host.publish([person('ada'), person('ben')]);
  await host.idle();
  await host.stop();
  key = (await readFile(join(data, 'links-key'), 'utf8')).trim();
});
afterAll(() => rm(directory, { recursive: true }));

const linkIn = (text: string) => openLink(key, /\/sign-in\/link\/(\S+)/.exec(text)?.[1] ?? '', Date.now());

describe('shipshape sign-in', () => {
  it.each(['ada', 'ADA@shop.example'])(
    'prints a link that signs %s in, and no two are the same',
    async (who) => {
      const words = ['sign-in', '--as', who, '--data', data, '--address', 'http://localhost:4000/'] as const;
      const [first, second] = [await inProcess({}, ...words), await inProcess({}, ...words)];
      expect(first).toMatchObject({ status: 0, err: '' });
      expect(first.out).toContain('Sign in as ada Sample');
      expect(first.out).toContain(' http://localhost:4000/sign-in/link/');
      expect(linkIn(first.out)).toMatchObject({ person: 'ada' });
      expect(first.out).not.toBe(second.out);
    },
  );

  it('says who is not in the catalog, and prints no link', async () => {
    const ended = await inProcess({}, 'sign-in', '--as', 'adda', '--data', data);
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('did you mean ada?');
    expect(ended.out).toBe('');
  });

  it('leads to the provider where one is set', async () => {
    const ended = await inProcess(environment, 'sign-in', '--as', 'ada', '--data', data);
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('open http://127.0.0.1:3000/sign-in');
  });

  it('says so where nothing was ever started', async () => {
    const ended = await inProcess({}, 'sign-in', '--as', 'ada', '--data', join(directory, 'none'));
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('npm start');
  });
});

describe('What a start says of signing in', () => {
  const said = async (people: string[], email?: string, own = {}) => {
    const host = await startHost({ listens: false, clock: false, environment: {}, log: () => {} });
    await host.publish(people.map(person));
    await host.idle();
    const lines = await howToSignIn(host, own, email);
    await host.stop();
    return lines.join('\n');
  };

  it.each([
    ['the person that git knows', ['ada', 'ben'], 'ben@shop.example', /Sign in as ben Sample.*\n.*link/],
    ['the only person that there is', ['ada'], 'stranger@shop.example', /Sign in as ada Sample.*\n.*link/],
    [
      'nobody, where it could be several',
      ['ada', 'ben'],
      undefined,
      /^To sign in: npm run shipshape -- sign-in --as/,
    ],
    ['nobody, where the catalog has no people', [], 'ada@shop.example', /^Nobody can sign in yet/],
  ])('is a link for %s', async (_whom, people, email, words) => {
    expect(await said(people, email)).toMatch(words);
  });

  it('is the address where there is a provider', async () => {
    expect(await said(['ada'], 'ada@shop.example', environment)).toMatch(/^People sign in at \S*\/sign-in/);
  });
});
