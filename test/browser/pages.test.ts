/**
 * Every page in a browser: with the demo, with hostile texts and with nothing. It fits every screen, in light and dark, and
 * has no violation of WCAG 2.2 AA. One browser and one tab for all: pages without scripts leave nothing behind.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { RESOURCES } from '../../functions/site/web/addresses.ts';
import type { Host } from '../../lib/local/host.ts';
import { crawl } from '../support/crawl.ts';
import { demoHost, emptyHost, hostileHost } from '../support/page-hosts.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const WIDTHS = [1440, 768, 360];
const HEIGHT = 800;
const RELEASE = '/releases/kubernetes-1.31';

const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** Only what is wrong is told with all of its places; the size of targets is not looked at unless it is asked for. */
const RUN_AXE = `axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
  .then(({ violations }) => violations)`;
/** Colours are all that differs in the dark. */
const RUN_CONTRAST = `axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] }).then(({ violations }) => violations)`;

const inChromium = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  process.stderr.write('Browser tests are skipped: there is no Chromium here (set CHROMIUM to its path).\n');
}

let browser: Browser;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  browser = await startChromium(chromiumPath);
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
});
afterAll(() => browser?.close());

/** Chromium reports the status of the page itself as if it were a failed part of it. */
const complained = () => complaints.filter((complaint) => !/status of 40[04]/.test(complaint));

async function open(host: Host, path: string): Promise<void> {
  complaints = [];
  await page.setExtraHTTPHeaders({ authorization: `Bearer ${host.apiToken}` });
  await page.emulateMedia({ media: null, colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: HEIGHT });
  await page.goto(host.address + path);
}

const inWords = (found: z.output<typeof findings>, where: string) =>
  found.map(
    ({ id, nodes }) =>
      `${where}: ${id} at ${nodes
        .slice(0, 3)
        .map(({ html }) => html)
        .join(' and ')}`,
  );

/** What is wrong with the page that is open. */
async function wrongWith(): Promise<string[]> {
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })");
  const wrong: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const needed = z.number().parse(await page.evaluate('document.documentElement.scrollWidth'));
    if (needed > width) wrong.push(`${width} wide: it needs ${needed}, because of ${await tooWide(width)}`);
  }
  // The page's own policy allows no script; axe is put in by the browser's tools, which it does not bind.
  await page.evaluate(axe.source);
  wrong.push(...inWords(findings.parse(await page.evaluate(RUN_AXE)), 'light'));
  await page.emulateMedia({ colorScheme: 'dark' });
  wrong.push(...inWords(findings.parse(await page.evaluate(RUN_CONTRAST)), 'dark'));
  return [...wrong, ...complained()];
}

/** The first elements that reach beyond the screen. */
const tooWide = (width: number) =>
  page.evaluate(`[...document.querySelectorAll('main *, header *, footer *')]
    .filter((each) => each.getBoundingClientRect().right > ${width} + 1 && !each.closest('.scroll'))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 120)).join(' and ')`);

/** One page of each resource, and those that refuse. */
async function pagesOf(host: Host): Promise<string[]> {
  const visits = await crawl(host.address, 1, { authorization: `Bearer ${host.apiToken}` });
  const routes = new Set(Object.keys(RESOURCES));
  const own = visits.filter(({ route, path }) => routes.has(route) && !path.includes('?'));
  return [...own.map(({ path }) => path), '/sign-in', '/releases/none', '/matrix?nothing=1'];
}

describe.each([
  ['with the demo', demoHost],
  ['with hostile texts', hostileHost],
  ['with nothing', emptyHost],
])('Every page, %s,', (_what, start) => {
  let host: Host;
  afterAll(() => host?.stop());

  (chromiumPath === undefined ? it.skip : it)(
    'fits every screen, and everybody can read it, in light and dark',
    async () => {
      host = await start();
      const wrong: Record<string, readonly string[]> = {};
      for (const path of await pagesOf(host)) {
        await open(host, path);
        const found = await wrongWith();
        if (found.length > 0) wrong[path] = found;
      }
      expect(wrong).toEqual({});
    },
    300_000,
  );
});

inChromium('On the page of a release', () => {
  let host: Host;
  beforeAll(async () => {
    host = await demoHost();
  }, 120_000);
  afterAll(() => host.stop());

  it('the first key skips to the content', async () => {
    await open(host, RELEASE);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('what is folded opens by keyboard alone', async () => {
    await open(host, RELEASE);
    const summary = page.locator('main summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('main details[open]').count()).toBe(1);
  });

  it('paper has no menu and no form, and everything that is folded on the screen', async () => {
    await open(host, RELEASE);
    await page.emulateMedia({ media: 'print' });
    const shown = async (selector: string) => page.locator(selector).first().isVisible();
    expect([await shown('.masthead nav'), await shown('footer form'), await shown('.masthead .who')]).toEqual(
      [false, false, false],
    );
    expect(
      await page.locator('main details').first().locator(':scope > :not(summary)').first().isVisible(),
    ).toBe(true);
    expect(await page.locator('details[open]').count()).toBe(0);
  });
});
