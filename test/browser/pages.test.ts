import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { confirmAll } from '../site/fixture/digests.ts';
import { chromiumPath, startChromium } from './chromium.ts';
import { type PageServer, servePages } from './page-server.ts';

const RELEASE = '/releases/kubernetes-1.30';
const pages = [
  '/',
  RELEASE,
  '/releases/kubernetes-1.31',
  '/deliveries',
  '/quarantine',
  '/releases/none',
  '/digests',
  '/digests/team:search',
  '/digests/team:search/2024-03',
  '/reviews',
  '/due',
  '/due?team=search',
  '/messages',
  confirmAll,
];
const looks: readonly BrowserContextOptions[] = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1200, 360].map((width) => ({ colorScheme, viewport: { width, height: 740 } })),
);
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 } };

const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

// The page's own policy allows no script; axe is put in by the browser's tools, which it does not bind.
async function violations(page: Page) {
  await page.evaluate(axe.source);
  return findings.parse(await page.evaluate('axe.run().then(({ violations }) => violations)'));
}

const inChromium = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) {
  process.stderr.write('Browser tests are skipped: there is no Chromium here (set CHROMIUM to its path).\n');
}

inChromium('the pages in a browser', () => {
  let server: PageServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await servePages();
    browser = await startChromium(chromiumPath ?? '');
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Looks at one page, and sees to it that it closes and that the browser complained of nothing. */
  async function visit(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`));
    await page.goto(server.origin + path);
    await look(page);
    await context.close();
    // Chromium reports the status of the page itself as if it were a failed part of it.
    expect(complaints.filter((complaint) => !complaint.includes('status of 404'))).toEqual([]);
  }

  it.each(pages)('%s has no accessibility violations, light and dark, wide and narrow', async (path) => {
    for (const look of looks) {
      await visit(path, look, async (page) => {
        for (const summary of await page.locator('summary').all()) await summary.click();
        expect(await violations(page)).toEqual([]);
      });
    }
  });

  it.each(pages)('%s fits a phone without scrolling sideways', (path) =>
    visit(path, phone, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }),
  );

  it.each(pages)('%s applies its style sheet, under a policy that allows no other', (path) =>
    visit(path, phone, async (page) => {
      expect(
        await page.evaluate('getComputedStyle(document.querySelector(".brand")).textDecorationLine'),
      ).toBe('none');
    }),
  );

  it('opens the evidence by keyboard alone', () =>
    visit(RELEASE, {}, async (page) => {
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
    visit(RELEASE, {}, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
    }));

  it('shows the evidence on paper, though it is folded on the screen', () =>
    visit(RELEASE, {}, async (page) => {
      const link = page.getByRole('link', { name: 'Restart sidecars while the pod terminates' });
      await page.emulateMedia({ media: 'print' });
      expect(await link.isVisible()).toBe(true);
      expect(await page.locator('details[open]').count()).toBe(0);
    }));

  it('reaches every release from the list, whatever its name', () =>
    visit('/', {}, async (page) => {
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
