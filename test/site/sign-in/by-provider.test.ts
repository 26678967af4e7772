import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CrookedProvider, crookedProvider } from '../../support/crooked-provider.ts';
import { fact } from '../../support/facts.ts';
import { store } from '../../support/store.ts';
import { type Browser, CLIENT, formTokenOf, newWorld, type Page, registered, type World } from './world.ts';

let provider: CrookedProvider;
let world: World;
let browser: Browser;

const SESSION = '__Host-shipshape';
const UNDER_WAY = '__Host-shipshape-sign-in';
const usual = () => ({
  SHIPSHAPE_OIDC_ISSUER: provider.issuer,
  SHIPSHAPE_OIDC_CLIENT_ID: CLIENT,
  SHIPSHAPE_OIDC_CLIENT_SECRET: 'the-secret-of-the-client',
});

beforeAll(async () => {
  provider = await crookedProvider(CLIENT);
});
afterAll(() => provider.close());

beforeEach(async () => {
  provider.how = {
    claims: {},
    ahead: 0,
    forges: false,
    refuses: undefined,
    isBroken: false,
    hasLogout: true,
    userinfo: {},
  };
  world = await newWorld(usual());
  browser = world.browser();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** The way back from the provider, as a path of ours. */
async function callback(by = browser, begin = '/sign-in'): Promise<string> {
  const { status, location } = await by.get(begin);
  expect(status).toBe(303);
  expect(location.startsWith(`${provider.issuer}/auth?`)).toBe(true);
  const { pathname, search } = new URL(provider.authorize(location));
  return pathname + search;
}

const signIn = async (by = browser, begin = '/sign-in'): Promise<Page> => by.get(await callback(by, begin));

const who = async (by = browser) => JSON.parse((await by.get('/who')).body);

describe('Signing in', () => {
  it('asks the provider for a code, with PKCE, a state and a nonce', async () => {
    const { location } = await browser.get('/sign-in');
    expect(Object.fromEntries(new URL(location).searchParams)).toMatchObject({
      client_id: CLIENT,
      response_type: 'code',
      redirect_uri: 'https://shipshape.example/sign-in/callback',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('finds the person by the e-mail address that the provider verified, whatever its case', async () => {
    provider.how.claims = { email: 'Mira@Shop.Example' };
    const answer = await signIn(browser, '/sign-in?to=/form%3Fa%3D1');
    expect(answer.location).toBe('/sign-in?done=yes&to=%2Fform%3Fa%3D1');
    expect((await browser.get(answer.location)).location).toBe('/form?a=1');
    expect(await who()).toMatchObject({
      isInternal: true,
      mayState: true,
      person: { id: 'mira', actor: { names: ['person:mira'] } },
    });
  });

  it('asks for the e-mail address where the token of the provider has none', async () => {
    provider.how = { ...provider.how, claims: { email: undefined, email_verified: undefined } };
    provider.how.userinfo = { email: 'ben@shop.example', email_verified: true };
    await signIn();
    expect((await who()).person.id).toBe('ben');
  });

  it('finds the person by account, also without an e-mail address', async () => {
    await store(world.table, [registered('eve', { accounts: ['oidc:sub-1'] })]);
    provider.how.claims = { email: undefined };
    await signIn();
    expect((await who()).person.id).toBe('eve');
  });

  it('finds the person by the account that is configured', async () => {
    world.environment.SHIPSHAPE_OIDC_ACCOUNT = 'github:{preferred_username}';
    await store(world.table, [registered('eve', { accounts: ['github:eve-ngo'] })]);
    provider.how.claims = { email: undefined, preferred_username: 'eve-ngo' };
    await signIn();
    expect((await who()).person.id).toBe('eve');
  });

  it('keeps a cookie of less than 1 KB without any claim, and a new one each time', async () => {
    const long = `m${'x'.repeat(255)}`;
    await store(world.table, [
      fact('PersonRegistered', '2024-01-01', { person: long, name: 'L', email: 'long@shop.example' }),
    ]);
    provider.how.claims = {
      email: 'long@shop.example',
      groups: Array.from({ length: 500 }, (_, at) => `group-${at}`),
    };
    const cookies = [await signIn(), await signIn(world.browser())].map(
      ({ cookies: [cookie = ''] }) => cookie,
    );
    expect(new Set(cookies).size).toBe(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(
        /^__Host-shipshape=[\w.-]+; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
      expect(cookie.length).toBeLessThan(1024);
    }
  });

  it('starts a session of its own, whatever cookie a browser came with', async () => {
    const other = world.browser();
    await signIn(other);
    browser.jar.set(SESSION, other.jar.get(SESSION) ?? '');
    await browser.get('/sign-in?again=yes').then(async ({ location }) => {
      const { pathname, search } = new URL(provider.authorize(location));
      await browser.get(pathname + search);
    });
    expect(browser.jar.get(SESSION)).not.toBe(other.jar.get(SESSION));
    expect((await who()).formToken).not.toBe((await who(other)).formToken);
  });

  it.each([
    ['has not verified the address', { email_verified: false }, 'has not verified this address'],
    ['says nothing of whether it did', { email_verified: undefined }, 'has not verified this address'],
    ['knows somebody else', { email: 'stranger@shop.example' }, 'stranger@shop.example'],
    ['names an id of the catalog as the address', { email: 'mira' }, 'nobody who signs in as mira'],
    ['names an id of the catalog as the subject', { email: undefined, sub: 'mira' }, 'oidc:mira'],
  ])(
    'shows who is not in the catalog why, and whom to ask, when the provider %s',
    async (_when, claims, because) => {
      world.environment.SHIPSHAPE_SIGN_IN_CONTACT = 'the platform team';
      provider.how.claims = claims;
      provider.how.userinfo = claims;
      const answer = await signIn();
      expect(answer.status).toBe(403);
      expect(answer.body).toContain(because);
      expect(answer.body).toContain('Ask the platform team');
      expect(await who()).toEqual({
        isInternal: false,
        mayState: false,
        formToken: expect.any(String),
        stranger: expect.stringContaining(because),
      });
      expect((await browser.get('/tokens')).status).toBe(403);
    },
  );

  it('takes nobody who left the catalog, and ends the rights of who leaves it', async () => {
    await signIn();
    await store(world.table, [fact('RecordRetired', '2024-02-01', { entity: 'person:mira' })]);
    expect(await who()).toMatchObject({ isInternal: false, stranger: expect.stringContaining('no longer') });
    expect((await signIn(world.browser())).status).toBe(403);
  });

  it('gives a person the roles that the catalog has at that moment', async () => {
    await store(world.table, [registered('mira', { roles: ['product-director'] })]);
    await signIn();
    expect((await who()).person.actor.roles).toEqual(['product-director']);
    await store(world.table, [
      fact(
        'PersonRegistered',
        '2024-02-02',
        { person: 'mira', name: 'mira', roles: [] },
        'takes the role away',
      ),
    ]);
    expect((await who()).person.actor.roles).toEqual([]);
  });

  it('reads the provider anew, so a rotated key is no outage', async () => {
    await signIn();
    const back = await callback(world.browser());
    provider.rotate();
    expect(back).toContain('code=');
    const fresh = world.browser();
    await signIn(fresh);
    expect((await who(fresh)).person.id).toBe('mira');
  });

  it.each([50, -50])('does not mind a clock that is %i seconds ahead', async (ahead) => {
    provider.how.ahead = ahead;
    provider.how.claims = ahead < 0 ? { exp: Math.floor(Date.now() / 1000) + ahead } : {};
    await signIn();
    expect((await who()).person.id).toBe('mira');
  });

  it('goes to the name that the provider knows, where a machine has two', async () => {
    world.environment.SHIPSHAPE_URL = 'http://127.0.0.1:3000';
    const { location } = await browser.get('/sign-in?to=/form', { host: 'localhost:3000' });
    expect(location).toBe('http://127.0.0.1:3000/sign-in?to=%2Fform');
  });

  it('says so to a browser that kept no cookie, and does not loop', async () => {
    const answer = await signIn();
    browser.jar.clear();
    const shown = await browser.follow(answer);
    expect(shown.status).toBe(400);
    expect(shown.body).toContain('did not keep the cookie');
  });
});

describe('An answer of the provider that is not what was asked for signs nobody in:', () => {
  it.each([
    ['a nonce of another sign-in', { claims: { nonce: 'other' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['a token for somebody else', { claims: { aud: 'another-client' } }],
    ['a token of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['a token that has expired', { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
    ['a token that is not valid yet', { claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }],
    ['user information of somebody else', { claims: { email: undefined, sub: 'sub-2' } }],
    ['a signature with another key', { forges: true }],
  ])('%s', async (_what, how) => {
    Object.assign(provider.how, how);
    const answer = await signIn();
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('could not be verified');
    expect(browser.jar.has(SESSION)).toBe(false);
  });

  it('a code that was used already', async () => {
    const back = await callback();
    const kept = browser.jar.get(UNDER_WAY) ?? '';
    expect((await browser.get(back)).status).toBe(303);
    const again = world.browser();
    again.jar.set(UNDER_WAY, kept);
    const answer = await again.get(back);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('used already');
    expect(again.jar.has(SESSION)).toBe(false);
  });

  it('a code that somebody else was given, or another state', async () => {
    const [mine, theirs] = [await callback(), await callback(world.browser())];
    expect((await browser.get(theirs)).status).toBe(400);
    const other = world.browser();
    await callback(other);
    expect((await other.get(mine.replace(/state=[^&]+/, 'state=x'))).status).toBe(400);
    expect(browser.jar.has(SESSION) || other.jar.has(SESSION)).toBe(false);
  });

  it('one that comes to a browser that did not begin it, or too late', async () => {
    const back = await callback();
    expect((await world.browser().get(back)).body).toContain('begun in another browser');
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 16 * 60_000);
    expect((await browser.get(back)).body).toContain('begun in another browser');
  });

  it('a refusal, in the words of the standard and not in its own', async () => {
    const back = new URL(`http://here${await callback()}`);
    const state = back.searchParams.get('state');
    const answer = await browser.get(
      `/sign-in/callback?error=access_denied&error_description=%3Cb%3Esend+money&state=${state}`,
    );
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('access_denied');
    expect(answer.body).not.toContain('send money');
  });
});

describe('A provider that is down', () => {
  it.each(['/sign-in', 'callback'])('is said at %s, with 503, and other pages go on', async (where) => {
    const address = where === 'callback' ? await callback() : where;
    provider.how.isBroken = true;
    const answer = await browser.get(address);
    expect(answer.status).toBe(503);
    expect(answer.headers['Retry-After']).toBe('30');
    expect(answer.body).toContain('cannot be reached');
    expect((await browser.get('/who')).status).toBe(200);
  });

  it('is not asked by who is signed in already, nor by anybody who does not sign in', async () => {
    await signIn();
    const before = provider.asked.length;
    await browser.get('/who');
    await world.browser().get('/who');
    await browser.get('/sign-in?to=/form');
    expect(provider.asked.length).toBe(before);
  });

  it('does not keep anybody from signing out', async () => {
    await signIn();
    const { formToken } = await who();
    provider.how.isBroken = true;
    expect(await browser.post('/sign-out', { 'form-token': formToken })).toMatchObject({
      status: 303,
      location: '/',
    });
    expect((await who()).person).toBeUndefined();
  });

  it('is told apart from one that does not accept this Shipshape', async () => {
    provider.how.refuses = 'invalid_client';
    const answer = await signIn();
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('client id and secret');
  });
});

describe('After signing in people go', () => {
  it.each([
    ['/form?a=1#x', '/form?a=1'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/.//evil.example', '/'],
    ['/%2f/evil.example', '/%2f/evil.example'],
    ['\\\\evil.example', '/'],
    ['/\tevil', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?to=/sign-in', '/'],
    ['/sign-out', '/'],
    ['', '/'],
  ])('from %j to %j, and never to another host', async (to, where) => {
    const answer = await signIn(browser, `/sign-in?to=${encodeURIComponent(to)}`);
    expect((await browser.get(answer.location)).location).toBe(where);
    const again = await browser.get(`/sign-in?to=${encodeURIComponent(to)}`);
    expect(again.location).toBe(where);
  });
});

describe('Signing out', () => {
  const signOut = async (headers?: Record<string, string>) =>
    browser.post('/sign-out', { 'form-token': (await who()).formToken ?? '' }, headers);

  it('ends the session here and at the provider, and a copy of the cookie is of no use', async () => {
    await signIn();
    const copy = world.browser();
    copy.jar.set(SESSION, browser.jar.get(SESSION) ?? '');
    const answer = await signOut();
    expect(answer.status).toBe(200);
    const logout = `${provider.issuer}/logout?post_logout_redirect_uri=https%3A%2F%2Fshipshape.example%2F&amp;client_id=${CLIENT}`;
    expect(answer.body).toContain(`href="${logout}"`);
    expect(answer.body).toContain(`content="0; url=${logout}"`);
    expect(browser.jar.size).toBe(0);
    expect((await who(copy)).person).toBeUndefined();
  });

  it('leads home where the provider has no session to end', async () => {
    provider.how.hasLogout = false;
    await signIn();
    expect(await signOut()).toMatchObject({ status: 303, location: '/' });
  });

  it('is no link, and no other site can do it', async () => {
    await signIn();
    expect((await browser.get('/sign-out')).status).toBe(405);
    expect((await signOut({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await who()).person.id).toBe('mira');
  });

  it('asks once more where its form is of an earlier session', async () => {
    await signIn();
    const old = (await who()).formToken;
    browser.jar.clear();
    await signIn();
    const answer = await browser.post('/sign-out', { 'form-token': old });
    expect(answer.status).toBe(403);
    expect(formTokenOf(answer)).toBe((await who()).formToken);
    expect((await who()).person.id).toBe('mira');
  });
});

describe('Where there is neither a provider nor a link', () => {
  it('nobody signs in, and the page says what to configure', async () => {
    const closed = await newWorld({ SHIPSHAPE_SIGN_IN_LINKS: '' });
    for (const path of ['/sign-in', '/tokens']) {
      const answer = await closed.browser().get(path);
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('SHIPSHAPE_OIDC_ISSUER');
    }
    expect((await closed.browser().get('/sign-in/callback?code=1&state=1')).status).toBe(404);
    expect((await closed.browser().get('/sign-in/link/a.b')).status).toBe(404);
  });
});
