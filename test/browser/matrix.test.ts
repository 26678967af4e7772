/** The pages of grades in a browser: a thousand features, hostile titles, and nothing at all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { type Host, startHost } from '../../lib/local/host.ts';
import { fact, registered } from '../support/facts.ts';
import { store } from '../support/store.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const LONG = `"><script>alert(1)</script>${'W'.repeat(150)}`;
const categories = Array.from({ length: 10 }, (_none, at) => ({
  ...{
    category: `c-${at}`,
    title: `Category ${at}`,
    team: 'docs',
    policy: 'team' as const,
    criteria: 'Good.',
  },
}));
const many = [
  fact('RubricPublished', '2024-01-01', { rubricVersion: '1', categories }),
  fact('TeamRegistered', '2024-01-01', { team: 'docs', title: LONG, org: 'code' }),
  ...Array.from({ length: 999 }, (_none, at) =>
    registered(`f-${at}`, '2024-01-02', { title: `Feature ${at}`, team: at % 2 === 0 ? 'docs' : 'app' }),
  ),
  registered('hostile', '2024-01-02', { title: LONG, note: LONG, areas: ['x'.repeat(100)], team: 'docs' }),
  fact('StarGranted', '2024-02-01', {
    ...{ feature: 'hostile', category: 'c-0', side: 'team', rubricVersion: '1', comment: LONG },
  }),
];
const looks = [
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 768 },
  { colorScheme: 'light', width: 1440 },
] as const;
const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

(chromiumPath === undefined ? describe.skip : describe)('The pages of grades in a browser', () => {
  let host: Host;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    host = await startHost({ environment: {}, log: () => {} });
    browser = await startChromium(chromiumPath ?? '');
    page = await browser.newPage({ extraHTTPHeaders: { authorization: `Bearer ${host.apiToken}` } });
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  async function expectFits(path: string, look: (typeof looks)[number]): Promise<void> {
    await page.emulateMedia({ colorScheme: look.colorScheme });
    await page.setViewportSize({ width: look.width, height: 800 });
    await page.goto(`${host.address}${path}`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
  }

  async function violations(on = page) {
    await on.evaluate(axe.source);
    const found = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)";
    return findings.parse(await on.evaluate(found));
  }

  it('invite where there is nothing', async () => {
    const empty = await startHost({ environment: {}, log: () => {} });
    try {
      const fresh = await browser.newPage({ viewport: { width: 360, height: 800 } });
      for (const path of ['/matrix', '/features']) {
        await fresh.goto(`${empty.address}${path}`);
        expect(await violations(fresh)).toEqual([]);
        expect(await fresh.locator('.empty').textContent()).toContain('There are no features yet.');
      }
    } finally {
      await empty.stop();
    }
  });

  describe('with a thousand features', () => {
    beforeAll(() => store(host.store, many));

    it.each(looks)('are not wider than $width, $colorScheme', async (look) => {
      for (const path of ['/matrix', '/features', '/features/hostile', '/matrix?q=nothing'])
        await expectFits(path, look);
    });

    it.each(['/matrix?q=WWW', '/features?q=WWW', '/features/hostile', '/matrix?q=nothing'])(
      '%s has no violation of accessibility, in either look',
      async (path) => {
        for (const look of [looks[0], looks.at(-1)]) {
          if (look !== undefined) await expectFits(path, look);
          expect(await violations()).toEqual([]);
        }
      },
    );

    it('keeps the heads of its columns and rows in sight', async () => {
      await expectFits('/matrix', { colorScheme: 'light', width: 768 });
      expect(await page.locator('.matrix tbody tr').count()).toBe(1000);
      const placeOf = (cell: string) =>
        page.locator(`.matrix ${cell}`).evaluate((element) => {
          const { left, top } = element.getBoundingClientRect();
          return { left: Math.round(left), top: Math.round(top) };
        });
      const head = 'thead th:nth-child(5)';
      const name = 'tbody tr:nth-child(1) th';
      const before = [await placeOf(head), await placeOf(name)];
      await page.locator('.tall').evaluate((element) => element.scrollTo(40, 4000));
      const after = [await placeOf(head), await placeOf(name)];
      expect(after[0]?.top).toBe(before[0]?.top);
      expect(after[1]?.left).toBe(before[1]?.left);
      expect(after[1]?.top).not.toBe(before[1]?.top);
    });

    it('is filtered by keyboard alone, and says it in its address', async () => {
      await expectFits('/matrix', { colorScheme: 'light', width: 1440 });
      await page.getByLabel('Text').focus();
      await page.keyboard.type('Feature 99');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=Feature\+99/);
      expect(new URL(page.url()).searchParams.get('q')).toBe('Feature 99');
      const shown = await page.locator('.matrix tbody th').allTextContents();
      expect(shown.length).toBeGreaterThan(0);
      for (const text of shown) expect(text).toContain('Feature 99');
    });

    it('leads from a cell to what was said of that star', async () => {
      await expectFits('/matrix?q=WWW', { colorScheme: 'light', width: 1440 });
      await page.locator('.matrix tbody td a[href$="#star-1"]').click();
      expect(page.url()).toContain('/features/hostile#star-1');
      expect(await page.locator('#star-1').textContent()).toContain('Category 0');
    });
  });
});
