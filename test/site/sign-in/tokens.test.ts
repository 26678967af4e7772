import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { all } from '../../../functions/kernel/store/store.ts';
import { signInLink } from '../../../functions/site/sign-in/link.ts';
import { callsDuring } from '../../support/calls.ts';
import { fact } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { type Browser, formTokenOf, LINKS, newWorld, type World } from './world.ts';

let world: World;
let mira: Browser;
const DAY = 86_400_000;

async function signedIn(person: string): Promise<Browser> {
  const browser = world.browser();
  await browser.post(signInLink(LINKS, person, Date.now()), {});
  return browser;
}

beforeEach(async () => {
  world = await newWorld();
  mira = await signedIn('mira');
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

async function make(by: Browser, form: Record<string, string>) {
  const page = await by.get('/tokens');
  const answer = await by.post('/tokens', { 'form-token': formTokenOf(page), ...form });
  return { answer, token: /shipshape_pat_[\w-]+/.exec(answer.body)?.[0] ?? '' };
}

const usual = { name: 'nightly', scope: 'read', days: '90' };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const who = async (token: string) => world.browser().get('/who', bearer(token));

describe('A personal token', () => {
  it('is shown once, and stored as a digest alone', async () => {
    const { answer, token } = await make(mira, usual);
    expect(answer.headers['Cache-Control']).toBe('no-store');
    expect(token).toMatch(/^shipshape_pat_[\w-]{43}$/);
    expect((await mira.get('/tokens')).body).toContain('nightly');
    expect((await mira.get('/tokens')).body).not.toContain(token);
    const stored = JSON.stringify(await all(world.table.scan()));
    expect(stored).toContain('nightly');
    expect(stored).not.toContain(token.slice(14));
  });

  it.each([
    ['read', false],
    ['say', true],
  ])('to %s is its person, by their rights of that moment', async (scope, mayState) => {
    const { token } = await make(mira, { ...usual, scope });
    expect(JSON.parse((await who(token)).body)).toMatchObject({
      isInternal: true,
      mayState,
      person: { id: 'mira', name: 'mira', actor: { names: ['person:mira'], teams: [], roles: [] } },
    });
  });

  it('is refused once it is revoked, at once and for good', async () => {
    const { token } = await make(mira, usual);
    const page = await mira.get('/tokens');
    const revoke = /name="revoke" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const form = { 'form-token': formTokenOf(page), revoke };
    expect((await mira.post('/tokens', form)).status).toBe(303);
    const answer = await who(token);
    expect(answer.status).toBe(401);
    expect((await mira.get('/tokens')).body).toContain('revoked');
    expect((await mira.post('/tokens', form)).status).toBe(303);
  });

  it('is refused when its time is over, and when its person left the catalog', async () => {
    const [short, long] = [
      await make(mira, { ...usual, days: '30' }),
      await make(mira, { ...usual, days: '' }),
    ];
    jest.useFakeTimers({ now: Date.now() + 31 * DAY, doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    expect((await who(short.token)).status).toBe(401);
    expect((await who(long.token)).status).toBe(200);
    await store(world.table, [fact('RecordRetired', '2024-02-01', { entity: 'person:mira' })]);
    expect((await who(long.token)).status).toBe(401);
  });

  it('is nobody else’s to revoke', async () => {
    const { token } = await make(mira, usual);
    const revoke = /name="revoke" value="([^"]+)"/.exec((await mira.get('/tokens')).body)?.[1] ?? '';
    const ben = await signedIn('ben');
    const page = await ben.get('/tokens');
    expect(page.body).not.toContain('nightly');
    expect((await ben.post('/tokens', { 'form-token': formTokenOf(page), revoke })).status).toBe(404);
    expect((await who(token)).status).toBe(200);
  });

  it('makes no token and shows none', async () => {
    const { token } = await make(mira, usual);
    const program = world.browser();
    expect((await program.get('/tokens', bearer(token))).status).toBe(403);
    const sent = await program.post('/tokens', usual, { ...bearer(token), 'sec-fetch-site': 'same-origin' });
    expect(sent.status).toBe(403);
    expect(sent.body).not.toContain('shipshape_pat_');
  });

  it('is noted as used at most once an hour', async () => {
    const { token } = await make(mira, usual);
    const writes = async () => {
      const calls = await callsDuring(world.table, () => who(token));
      return calls.filter(({ operation }) => operation === 'put').length;
    };
    const at = Date.now();
    expect((await mira.get('/tokens')).body).toContain('never used');
    expect(await writes()).toBe(1);
    expect(await writes()).toBe(0);
    expect((await mira.get('/tokens')).body).toContain('last used');
    jest.useFakeTimers({ now: at + 61 * 60_000, doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    expect(await writes()).toBe(1);
  });

  it('reads also while nothing can be written', async () => {
    const { token } = await make(mira, usual);
    await callsDuring(
      world.table,
      async () => expect((await who(token)).status).toBe(200),
      ({ operation }) => {
        if (operation === 'put') throw new Error('The disk is full.');
      },
    );
  });

  it.each([
    'shipshape_pat_',
    `shipshape_pat_${'A'.repeat(43)}`,
    `shipshape_pat_${'A'.repeat(5000)}`,
    'shipshape_pat_#../../x',
  ])('that nobody made is refused: %.40s', async (token) => {
    expect((await who(token)).status).toBe(401);
  });

  it('needs a name, and a form that can be mended', async () => {
    const { answer } = await make(mira, { name: '  ', scope: 'say', days: '30' });
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('Say what the token is for');
    expect(answer.body).toContain('<option value="say" selected>');
  });
});
