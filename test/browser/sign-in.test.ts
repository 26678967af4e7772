/** Signing in as people do it: in a browser, at a real provider, and by the link of one machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { FACT_SOURCE } from '../../events/contract.ts';
import { signInLink } from '../../functions/site/sign-in/link.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { type ProviderProcess, providerProcess } from '../support/provider-process.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const CLIENT = { id: 'shipshape', secret: 'the-secret-of-the-client-1' };
const SESSION = '__Host-shipshape';

let browser: Browser;
let host: Host;
let context: BrowserContext;
let page: Page;
let lines: string[];

const log = (_level: string, message: string, fields?: object) => {
  lines.push(`${message} ${JSON.stringify(fields)}`);
};

async function registerPeople(at: Host): Promise<void> {
  const people = ['mira', 'ben'].map((person) => ({
    source: FACT_SOURCE,
    'detail-type': 'PersonRegistered',
    detail: {
      version: 1,
      id: `registers-${person}`,
      occurredAt: '2024-01-01T00:00:00Z',
      person,
      name: person === 'mira' ? 'Mira Sample' : 'Ben Sample',
      email: `${person}@shop.example`,
    },
  }));
  await at.publish(people);
  await at.idle();
}

async function newPage(): Promise<void> {
  await context?.close();
  context = await browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
}

const session = async () => (await context.cookies()).find(({ name }) => name === SESSION);
const heading = () => page.locator('h1').textContent();
const who = () => page.locator('.who').textContent();

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await startChromium(chromiumPath);
});
afterAll(() => browser?.close());

inChromium('At a provider', () => {
  let provider: ProviderProcess;

  beforeAll(async () => {
    lines = [];
    provider = await providerProcess();
    host = await startHost({
      log,
      environment: {
        SHIPSHAPE_OIDC_ISSUER: provider.issuer,
        SHIPSHAPE_OIDC_CLIENT_ID: CLIENT.id,
        SHIPSHAPE_OIDC_CLIENT_SECRET: CLIENT.secret,
        SHIPSHAPE_SIGN_IN_CONTACT: 'the platform team',
      },
    });
    await provider.register({ ...CLIENT, url: host.address });
    await registerPeople(host);
  });
  afterAll(async () => {
    await context?.close();
    await host?.stop();
    await provider?.stop();
  });
  beforeEach(newPage);

  /** By keyboard alone, on the pages of the provider. */
  async function signInThere(name: string): Promise<void> {
    await page.locator('input[name=login]').fill(name);
    await page.locator('input[name=password]').fill('anything');
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
    // It asks whether it may, and, where somebody else was signed in, whether it shall forget them.
    while (new URL(page.url()).origin !== host.address) {
      const next = page.locator('button:has-text("Continue")');
      await Promise.all([page.waitForEvent('framenavigated'), next.press('Enter')]);
    }
  }

  async function signIn(name: string, to = '/tokens'): Promise<void> {
    await page.goto(`${host.address}${to}`);
    await signInThere(name);
  }

  it('a page that is for people leads there and back, and out again at both', async () => {
    await signIn('mira');
    expect(page.url()).toBe(`${host.address}/tokens`);
    expect(await heading()).toBe('Your tokens');
    expect(await who()).toContain('Mira Sample');
    expect(await session()).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
    const kept = await session();
    await page.locator('.who button').press('Enter');
    await page.waitForURL(/session\/end/);
    expect(await session()).toBeUndefined();
    await page.locator('button[value=yes]').press('Enter');
    await page.waitForURL(`${host.address}/`);
    // Neither a copy of the cookie nor the provider lets anybody in without asking.
    await context.addCookies(kept === undefined ? [] : [kept]);
    await page.goto(`${host.address}/tokens`);
    expect(await page.locator('input[name=login]').count()).toBe(1);
  });

  it('who is not in the catalog sees why and whom to ask, and can sign in as somebody else', async () => {
    await signIn('eve');
    expect(await page.locator('main').textContent()).toContain('eve@shop.example');
    expect(await page.locator('main').textContent()).toContain('the platform team');
    await page.locator('main a.button').press('Enter');
    await signInThere('ben');
    await page.goto(`${host.address}/tokens`);
    expect(await who()).toContain('Ben Sample');
  });

  it('keys that the provider replaces while somebody is there are no outage', async () => {
    await provider.rotateKeys();
    await signIn('ben');
    expect(await who()).toContain('Ben Sample');
  });

  it('what was typed when the session ended is in the form after signing in', async () => {
    await signIn('mira');
    await page.locator('input[name=name]').fill('Nächtlicher Import & mehr');
    await page.locator('select[name=scope]').selectOption('say');
    await context.clearCookies({ name: SESSION });
    await page.locator('.fields button').press('Enter');
    expect(await heading()).toBe('Nothing was recorded yet');
    expect(await page.locator('dl').textContent()).toContain('Nächtlicher Import & mehr');
    await page.locator('main a.button').press('Enter');
    // The provider still knows who it is.
    await page.waitForURL(`${host.address}/tokens`);
    expect(await page.locator('input[name=name]').inputValue()).toBe('Nächtlicher Import & mehr');
    expect(await page.locator('select[name=scope]').inputValue()).toBe('say');
    expect(await page.locator('main').textContent()).not.toContain('Nächtlicher Import');
    await page.locator('.fields button').press('Enter');
    expect(await page.locator('.made pre').textContent()).toMatch(/^shipshape_pat_/);
  });

  it('a token states facts as its person, and one to read states none', async () => {
    await signIn('mira');
    const make = async (scope: string) => {
      await page.goto(`${host.address}/tokens`);
      await page.locator('input[name=name]').fill(scope);
      await page.locator('select[name=scope]').selectOption(scope);
      await page.locator('.fields button').press('Enter');
      return (await page.locator('.made pre').textContent()) ?? '';
    };
    const post = async (token: string, actor?: string) => {
      const detail = {
        version: 1,
        id: `muted-${token.slice(-6)}`,
        occurredAt: '2024-06-01T00:00:00Z',
        channel: 'news',
        until: '2099-01-01T00:00:00Z',
        ...(actor && { actor }),
      };
      const answer = await fetch(`${host.address}/api/facts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ facts: [{ 'detail-type': 'ChannelMuted', detail }] }),
      });
      return [answer.status, await answer.text()] as const;
    };
    const [read, say] = [await make('read'), await make('say')];
    expect(await post(read)).toEqual([403, expect.stringContaining('TOKEN_READS_ONLY')]);
    expect(await post(say, 'person:ben')).toEqual([403, expect.stringContaining('person:mira speaks')]);
    expect((await post(say))[0]).toBe(202);
  });

  it('a browser cannot be made to state facts over the API', async () => {
    await signIn('mira');
    const { value = '' } = (await session()) ?? {};
    const answer = await fetch(`${host.address}/api/facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `${SESSION}=${value}` },
      body: '{"facts":[]}',
    });
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('TOKEN_NEEDED')]);
  });

  it('the log has no code, no token and no claim', async () => {
    await signIn('mira');
    expect(lines.join('\n')).toContain('/sign-in/callback');
    for (const line of lines) expect(line).not.toMatch(/code=|state=|shop\.example|shipshape_pat_|eyJ/);
  });
});

inChromium('By the link of one machine', () => {
  const KEY = 'the-key-of-links-in-this-test';
  const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

  beforeAll(async () => {
    lines = [];
    host = await startHost({ log, environment: { SHIPSHAPE_LINKS_KEY: KEY } });
    await registerPeople(host);
  });
  afterAll(async () => {
    await context?.close();
    await host?.stop();
  });
  beforeEach(newPage);

  it.each(['127.0.0.1', 'localhost'])('the button of the link signs in at http://%s', async (name) => {
    const address = host.address.replace('127.0.0.1', name);
    await page.goto(`${address}${signInLink(KEY, 'mira', Date.now())}`);
    await page.keyboard.press('Tab');
    await page.locator('main button').press('Enter');
    await page.goto(`${address}/tokens`);
    expect(await heading()).toBe('Your tokens');
    expect((await session())?.secure).toBe(true);
    await page.locator('.who button').press('Enter');
    expect(page.url()).toBe(`${address}/`);
    expect(await session()).toBeUndefined();
  });

  it('the log does not have the link', async () => {
    await page.goto(`${host.address}${signInLink(KEY, 'mira', Date.now())}`);
    await page.locator('main button').press('Enter');
    await page.waitForURL(`${host.address}/`);
    expect(lines.some((line) => line.includes('/sign-in/link/{token}'))).toBe(true);
    expect(lines.join('\n')).not.toMatch(/link\/ey/);
  });

  describe.each([360, 1440])('%i px wide', (width) => {
    it.each(['light', 'dark'] as const)(
      'its pages fit, and everybody can use them, %s',
      async (colorScheme) => {
        await context.close();
        context = await browser.newContext({
          bypassCSP: true,
          colorScheme,
          viewport: { width, height: 740 },
        });
        page = await context.newPage();
        const look = async (path: string) => {
          await page.goto(`${host.address}${path}`);
          await page.evaluate(axe.source);
          const found = await page.evaluate(
            "axe.run({ resultTypes: ['violations'] }).then((all) => all.violations)",
          );
          expect({ path, found: findings.parse(found) }).toEqual({ path, found: [] });
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          expect({ path, overflow: Number(overflow) > 0 }).toEqual({ path, overflow: false });
        };
        await look('/sign-in');
        const link = signInLink(KEY, 'mira', Date.now());
        await look(link);
        await page.locator('main button').click();
        await look('/tokens');
        await page
          .locator('input[name=name]')
          .fill('A token with a long name that says what it is for, in words');
        await page.locator('.fields button').click();
        await look('/tokens');
        await look(link);
      },
    );
  });
});
