/** The operator: connects senders, looks at what waits, and keeps the data safe. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Company, company } from './company.ts';

let shop: Company;
beforeEach(async () => {
  shop = await company();
});
afterEach(async () => shop.stop());

const newCart = {
  number: 7,
  title: 'feat(app): new cart',
  mergedAt: '2026-11-06T09:00:00Z',
  repository: 'shop/cart',
};

describe('The operator', () => {
  it('sees what waits for a mapping, adds the lines that are named, and it counts from its merge', async () => {
    expect(await shop.merge(newCart)).toMatchObject({
      outcome: 'unattributed',
      unattributed: [{ solution: '"github:shop/cart":\n  project: <project>' }],
    });
    expect(await shop.page('/internal/waiting')).toMatch(/1 event waits.*github:shop\/cart/);
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'checkout-flow': 'shipped-nothing' });
    const mapped = 'github:shop/cart: { train: app, project: checkout-flow }\ngithub:shop/app:';
    await shop.edit('sources.yml', 'github:shop/app:', mapped);
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'checkout-flow': 'shipped-on' });
  });

  it('is sent one delivery again and again, and it counts once', async () => {
    const pull = { ...newCart, title: 'feat(filters): by colour', repository: 'shop/app' };
    expect(await shop.merge(pull)).toMatchObject({ outcome: 'accepted' });
    expect(await shop.merge(pull)).toMatchObject({ outcome: 'duplicate' });
    expect(await shop.json('/api/v1/releases/app-2026.11')).toMatchObject({
      outlook: {
        projects: expect.arrayContaining([
          expect.objectContaining({ project: 'search-quality', changes: 1 }),
        ]),
      },
    });
  });

  it('is told of a delivery that nobody signed, and finds the one that nobody understood', async () => {
    expect((await shop.deliver('pull_request', { number: 1 }, 'another secret')).status).toBe(401);
    expect(await shop.deliver('pull_request', { number: 1 })).toMatchObject({
      status: 202,
      answer: { outcome: 'quarantined' },
    });
    expect(await shop.page('/internal/quarantine')).toContain('its signed body has no pull_request');
  });

  it('keeps what is internal behind the token', async () => {
    expect(await shop.json('/api/due')).toMatchObject({ code: 'TOKEN_NOT_ACCEPTED' });
    expect(await shop.json('/api/due', 'internal')).toHaveProperty('digest');
  });

  it('copies the data while it runs, and takes the catalog out as it went in', async () => {
    await shop.merge({ ...newCart, title: 'feat(wallets): more countries', repository: 'shop/app' });
    const copy = `${shop.data}-copy`;
    expect(await shop.bare('backup', copy, '--data', shop.data)).toMatchObject({ status: 0 });
    const elsewhere = `${shop.data}-elsewhere`;
    expect(await shop.bare('restore', copy, '--data', elsewhere)).toMatchObject({ status: 0 });
    const [here, there] = await Promise.all(
      [shop.data, elsewhere].map((data) => shop.bare('outlook', 'app-2026.11', '--json', '--data', data)),
    );
    expect(here?.out).toContain('would-ship-on');
    expect(projectsOf(there?.out)).toEqual(projectsOf(here?.out));
    expect(await shop.bare('export', `${shop.data}-export`, '--data', shop.data)).toMatchObject({
      status: 0,
    });
    expect(await shop.bare('diff', `${shop.data}-export`, '--data', shop.data)).toMatchObject({
      status: 0,
      out: 'Nothing to change.\n',
    });
  });
});

const projectsOf = (text = '{}'): unknown => JSON.parse(text).projects;
