import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signInLink } from '../../../functions/site/sign-in/link.ts';
import { fact } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { type Browser, LINKS, newWorld, type World } from './world.ts';

let world: World;
let mira: Browser;
const SESSION = '__Host-shipshape';
const TYPED = '__Host-shipshape-typed';

async function signIn(browser: Browser, person: string): Promise<void> {
  expect((await browser.post(signInLink(LINKS, person, Date.now()), {})).status).toBe(303);
}
const tokenOf = async (browser: Browser): Promise<string> =>
  JSON.parse((await browser.get('/who')).body).formToken ?? '';
const formAt = async (browser: Browser) => JSON.parse((await browser.get('/form?feature=search')).body);

beforeEach(async () => {
  world = await newWorld();
  mira = world.browser();
  await signIn(mira, 'mira');
});
afterEach(() => {
  jest.restoreAllMocks();
});

const form = async (browser = mira) => ({ 'form-token': await tokenOf(browser), reason: 'It is ready' });

describe('A form', () => {
  it.each<[string, Record<string, string>]>([
    ['as browsers say', { 'sec-fetch-site': 'same-origin' }],
    ['typed by the reader', { 'sec-fetch-site': 'none' }],
    ['as older browsers say', { origin: 'https://shipshape.example' }],
    ['under the name behind a proxy', { origin: 'https://shipshape.example', host: 'inner.example' }],
    ['under another name of the host', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
  ])('of a page of ours is taken, %s', async (_how, headers) => {
    expect((await mira.post('/form', await form(), headers)).status).toBe(200);
    expect(world.said).toEqual(['mira: It is ready']);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same domain', { 'sec-fetch-site': 'same-site' }],
    ['a browser that says nothing we know', { 'sec-fetch-site': 'prerender' }],
    [
      'another site that claims our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://shipshape.example' },
    ],
    ['another origin', { origin: 'https://evil.example' }],
    ['our name on another port', { origin: 'https://shipshape.example:8443' }],
    ['a page without an origin', { origin: 'null' }],
    ['a program', {}],
  ])('of %s is refused, and nothing of it is kept', async (_whose, headers) => {
    const answer = await mira.post('/form', await form(), headers);
    expect(answer.status).toBe(403);
    expect(answer.cookies).toEqual([]);
    expect(world.said).toEqual([]);
  });

  it.each([
    ['no token', async () => ({ reason: 'x' })],
    ['a token of nobody', async () => ({ 'form-token': 'A'.repeat(43), reason: 'x' })],
    [
      'the token of somebody else',
      async () => {
        const ben = world.browser();
        await signIn(ben, 'ben');
        return form(ben);
      },
    ],
    [
      'the token of an earlier session of the same person',
      async () => {
        const old = await form();
        mira.jar.clear();
        await signIn(mira, 'mira');
        return old;
      },
    ],
  ])('with %s is not taken, and can be sent again', async (_what, sent) => {
    const answer = await mira.post('/form', await sent());
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('Back to the form');
    expect(world.said).toEqual([]);
  });

  it('of another kind is refused', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' };
    expect((await mira.post('/form', await form(), headers)).status).toBe(415);
  });

  it('says nothing for who lost their place in the catalog while it was open', async () => {
    const sent = await form();
    await store(world.table, [fact('RecordRetired', '2024-02-01', { entity: 'person:mira' })]);
    const answer = await mira.post('/form', sent);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('no longer in the catalog');
    expect(world.said).toEqual([]);
  });
});

describe('A session that ends while somebody types', () => {
  const long = { reason: 'Ein langer Grund: <b>wichtig</b> & “genau”', feature: 'search' };
  const later = () => jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * 86_400_000);

  async function interrupted(fields: Record<string, string> = long) {
    const sent = { 'form-token': await tokenOf(mira), ...fields };
    later();
    return mira.post('/form', sent);
  }

  it('says so, shows what was typed, and records nothing', async () => {
    const answer = await interrupted();
    expect(answer.status).toBe(403);
    expect(answer.headers['Cache-Control']).toBe('no-store');
    expect(answer.body).toContain('Ein langer Grund: &lt;b>wichtig&lt;/b> &amp; “genau”');
    expect(answer.body).toContain('href="/sign-in?to=%2Fform%3Ffeature%3Dsearch"');
    expect(world.said).toEqual([]);
  });

  it('fills the form after signing in, and sends nothing by itself', async () => {
    await interrupted();
    await signIn(mira, 'mira');
    expect(await formAt(mira)).toEqual(Object.entries(long));
    expect(world.said).toEqual([]);
    const answer = await mira.post('/form', { 'form-token': await tokenOf(mira), ...long });
    expect(answer.status).toBe(200);
    expect(world.said).toEqual([`mira: ${long.reason}`]);
    expect(mira.jar.has(TYPED)).toBe(false);
    expect(await formAt(mira)).toBeNull();
  });

  it('keeps it from who signs in next at that browser, and from other forms', async () => {
    await interrupted();
    await signIn(mira, 'ben');
    expect(await formAt(mira)).toBeNull();
    mira.jar.delete(SESSION);
    await signIn(mira, 'mira');
    expect((await mira.get('/tokens')).body).not.toContain('Ein langer Grund');
  });

  it('keeps it for an hour, encrypted', async () => {
    await interrupted();
    expect(mira.jar.get(TYPED)).not.toContain('Grund');
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61 * 60_000);
    await signIn(mira, 'mira');
    expect(await formAt(mira)).toBeNull();
  });

  it('shows what is too long to be kept, for copying', async () => {
    const reason = Array.from({ length: 4000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + ((at * 7919) % 20000)),
    ).join('');
    const answer = await interrupted({ reason });
    expect(answer.cookies).toEqual([]);
    expect(answer.body).toContain('too long to be kept');
    expect(answer.body).toContain(reason);
  });

  it('keeps what a person types who was never signed in', async () => {
    const nobody = world.browser();
    expect((await nobody.post('/form', long)).status).toBe(403);
    await signIn(nobody, 'ben');
    expect(await formAt(nobody)).toEqual(Object.entries(long));
  });
});
