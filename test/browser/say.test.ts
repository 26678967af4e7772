/** Stating something as people do it: in a browser without script, by keyboard alone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { signInLink } from '../../functions/site/sign-in/link.ts';
import { type Host, startHost } from '../../lib/local/host.ts';
import { facts } from '../site/say/world.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const LINKS = 'the-key-of-links-in-this-test';
const violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

inChromium('A form in a browser', () => {
  let browser: Browser;
  let host: Host;
  let page: Page;

  beforeAll(async () => {
    browser = await startChromium(chromiumPath ?? '');
    host = await startHost({ log: () => {}, environment: { SHIPSHAPE_LINKS_KEY: LINKS } });
    await host.publish(facts());
    await host.idle();
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${host.address}${signInLink(LINKS, 'ada', Date.now())}`);
    await Promise.all([page.waitForEvent('load'), page.locator('main button').press('Enter')]);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
  });

  const main = () => page.locator('main').textContent();
  const focused = () => page.locator(':focus');

  /** Goes on with Tab until something has the focus that is called so. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const label = await focused().evaluate((element) => {
        const id = element.getAttribute('id');
        const tied = id === null ? null : document.querySelector(`label[for="${id}"]`);
        return (tied ?? element).textContent;
      });
      if (name.test(label ?? '')) return;
    }
    throw new Error(`Nothing that the keyboard reaches is called ${name}.`);
  }

  /** Until the whole page is there: a Tab before that moves no focus. */
  const enter = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);

  it('is filled in, previewed, said and undone by keyboard', async () => {
    await page.goto(`${host.address}/say/exempt?project=rank`);
    await tabTo(/^Release \(/);
    await page.keyboard.type('2.0');
    await tabTo(/^Reason/);
    await page.keyboard.type('An offsite');
    await tabTo(/^See what it changes/);
    await enter();
    expect(await main()).toContain('ada approves the exemption of project rank in server-2.0: An offsite.');
    await tabTo(/^Say it/);
    await enter();
    expect(await main()).toContain('It is said');
    await host.idle();
    await tabTo(/^Undo/);
    await enter();
    await tabTo(/^See what it changes/);
    await enter();
    expect(await main()).toContain('takes back the exemption for project rank in server-2.0');
    await tabTo(/^Say it/);
    await enter();
    await host.idle();
    const verdicts = await (await fetch(`${host.address}/api/v1/releases/server-2.0`)).text();
    expect(verdicts).not.toContain('offsite');
  });

  it('leads from what is missing to its field, and keeps the rest', async () => {
    await page.goto(`${host.address}/say/grant?feature=sort`);
    await tabTo(/^Comment/);
    await page.keyboard.type('I read them');
    await tabTo(/^See what it changes/);
    await enter();
    await tabTo(/^Category is needed/);
    // A place on this page, which is not loaded for it.
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
    await page.keyboard.press('Tab');
    expect(await focused().getAttribute('name')).toBe('side');
    expect(await page.locator('#say-comment').inputValue()).toBe('I read them');
  });

  it.each(['light', 'dark'] as const)('has no barrier in %s, and fits a phone', async (colorScheme) => {
    const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
    await context.addCookies(await page.context().cookies());
    const shown = await context.newPage();
    await shown.goto(`${host.address}/say/plan?project=rank&release=3.0`);
    for (const step of ['form', 'preview']) {
      await shown.evaluate(axe.source);
      const found = violations.parse(
        await shown.evaluate("axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"),
      );
      expect({ step, found }).toEqual({ step, found: [] });
      const wide = await shown.evaluate('document.documentElement.scrollWidth');
      expect(wide).toBeLessThanOrEqual(360);
      if (process.env.SHOTS !== undefined)
        await shown.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${step}.png`, fullPage: true });
      if (step === 'form') await shown.locator('button[value=preview]').click();
    }
    await context.close();
  });
});
