import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { confirmAll } from '../site/fixture/digests.ts';
import { fillFixtureStore } from '../site/fixture/filled.ts';
import { chromiumPath, startChromium } from './chromium.ts';
import { type PageServer, servePages } from './page-server.ts';

const RELEASE = '/releases/kubernetes-1.30';
const pages = [
  '/',
  RELEASE,
  '/releases/kubernetes-1.31',
  '/internal/deliveries',

  '/releases/none',
  '/digests',
  '/digests/team:search',
  '/digests/team:search/2024-03',
  '/reviews',
  '/reviews/blog',
  '/teams',
  '/teams/search',
  '/orgs/code',
  '/areas/find',
  '/due',
  '/due?team=search',

  confirmAll,
];
const WIDE = 1200;
const PHONE_WIDTH = 360;
const viewport = (width: number) => ({ width, height: 740 });
const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [WIDE, PHONE_WIDTH].map((width) => ({ colorScheme, width })),
);

const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

// Only what is wrong is told with all of its places.
const RUN_AXE = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)";

const inChromium = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  process.stderr.write('Browser tests are skipped: there is no Chromium here (set CHROMIUM to its path).\n');
}

inChromium('the pages in a browser', () => {
  let server: PageServer;
  let browser: Browser;
  // One page for all: a context of its own costs each of them a second, and pages without scripts leave nothing behind.
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    await fillFixtureStore();
    server = await servePages();
    browser = await startChromium(chromiumPath ?? '');
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(path: string): Promise<void> {
    complaints = [];
    await page.emulateMedia({ media: null, colorScheme: 'light' });
    await page.setViewportSize(viewport(WIDE));
    await page.goto(server.origin + path);
  }

  /** Chromium reports the status of the page itself as if it were a failed part of it. */
  const expectNoComplaints = () =>
    expect(complaints.filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);

  const violations = async () => findings.parse(await page.evaluate(RUN_AXE));

  /** Looks at one page, and sees to it that the browser complained of nothing. */
  async function visit(path: string, look: () => Promise<void>): Promise<void> {
    await open(path);
    await look();
    expectNoComplaints();
  }

  describe.each(pages)('%s, all of it unfolded,', (path) => {
    beforeAll(async () => {
      await open(path);
      await page.evaluate("document.querySelectorAll('summary').forEach((summary) => summary.click())");
      // The page's own policy allows no script; axe is put in by the browser's tools, which it does not bind.
      await page.evaluate(axe.source);
    });

    afterEach(expectNoComplaints);

    it.each(looks)(
      'has no accessibility violations, $colorScheme and $width wide',
      async ({ colorScheme, width }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport(width));
        expect(await violations()).toEqual([]);
      },
    );

    it('fits a phone without scrolling sideways', async () => {
      await page.setViewportSize(viewport(PHONE_WIDTH));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE_WIDTH);
    });

    it('applies its style sheet, under a policy that allows no other', async () => {
      expect(
        await page.evaluate('getComputedStyle(document.querySelector(".brand")).textDecorationLine'),
      ).toBe('none');
    });
  });

  it('opens the evidence by keyboard alone', () =>
    visit(RELEASE, async () => {
      const link = page.getByRole('link', { name: 'Restart sidecars while the pod terminates' });
      const summary = page.locator('summary', { hasText: 'for Sidecar containers' });
      expect(await link.isVisible()).toBe(false);
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if (await summary.evaluate((element) => element.matches(':focus-visible'))) break;
      }
      await page.keyboard.press('Enter');
      expect(await link.isVisible()).toBe(true);
    }));

  it('skips to the content with the first key', () =>
    visit(RELEASE, async () => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
    }));

  it('shows the evidence on paper, though it is folded on the screen', () =>
    visit(RELEASE, async () => {
      const link = page.getByRole('link', { name: 'Restart sidecars while the pod terminates' });
      await page.emulateMedia({ media: 'print' });
      expect(await link.isVisible()).toBe(true);
      expect(await page.locator('details[open]').count()).toBe(0);
    }));

  it('reaches every release from the list, whatever its name', () =>
    visit('/', async () => {
      const links = await page
        .locator('.version')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      expect(links.length).toBeGreaterThan(10);
      for (const link of links) {
        const response = await page.goto(server.origin + link);
        expect([link, response?.status()]).toEqual([link, 200]);
      }
    }));
});
