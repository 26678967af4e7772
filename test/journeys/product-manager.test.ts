/** The product manager: plans, readiness, and what to look at, with second thoughts. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Company, company, itIs, onOneLine } from './company.ts';

let shop: Company;
beforeEach(async () => {
  shop = await company();
});
afterEach(async () => shop.stop());

const outlook = async (release = 'app-2026.11') => onOneLine((await shop.shipshape('outlook', release)).out);

describe('The product manager', () => {
  it('plans a feature for the release that comes, sees it on its page, and takes the plan back', async () => {
    const plan = ['plan', 'payments', 'app-2026.11', '--feature', 'wallets'];
    expect(await shop.shipshape(...plan, '--on', '--as', 'paula')).toMatchObject({ status: 0 });
    expect(await outlook()).toContain('Planned: Wallets, on by default; nothing of it is merged yet.');
    expect(await shop.page('/releases/app-2026.11')).toContain('Planned: Wallets, on by default');
    expect(await shop.shipshape(...plan, '--withdraw', '--as', 'paula')).toMatchObject({ status: 0 });
    expect(await outlook()).not.toContain('Wallets');
  });

  it('may not plan for a team that is not theirs, and hears whom to ask', async () => {
    const refused = await shop.shipshape('plan', 'build-speed', 'app-2026.11', '--as', 'paula');
    expect(refused).toMatchObject({ status: 2, out: '' });
    expect(refused.err).toContain('ask person:tove (the em of team platform)');
  });

  it('declares a shipment, and takes it out of the release', async () => {
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    const ship = ['ship', 'gift-cards', '2026.11', '--as', 'paula'];
    await shop.shipshape(...ship, '--on');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'checkout-flow': 'shipped-on' });
    await shop.shipshape(...ship, '--withdraw', '--reason', 'it broke the cart');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'checkout-flow': 'shipped-nothing' });
    expect(await shop.page('/releases/app-2026.11')).toMatch(/gift-cards.*Does not count/);
  });

  it('moves a task of the roadmap to the next release, and the outlook of both follows', async () => {
    const to = 'release: app-2026.12, feature: one-click';
    const { out } = await shop.edit('roadmap.yml', 'release: app-2026.11, feature: one-click', to);
    expect(out).toContain('no longer plans to ship one-click in app-2026.11');
    expect(await outlook()).not.toContain('One-click checkout');
    expect(await outlook('app-2026.12')).toContain('Planned: One-click checkout, off by default');
  });

  it('reads what is at risk in what is due, and in the digest of everybody', async () => {
    itIs('2026-11-12T09:00:00Z');
    const { out } = await shop.shipshape('due', '--team', 'search');
    expect(onOneLine(out)).toContain(
      'app-2026.11 (app): the cut is planned for 20 Nov 2026, in 8 days; 1 of 1 project is at risk: ' +
        'Search quality (nothing is merged, and the feature freeze is tomorrow).',
    );
    const all = await shop.bare('digest', '--period', '2026-11', '--data', shop.data);
    expect(onOneLine(all.out)).toContain('In November 2026, 4 projects are at risk for app-2026.11');
  });

  it.each(['matrix', 'due'])('mistypes a team for %s, and hears the nearest', async (name) => {
    expect(await shop.shipshape(name, '--team', 'serch')).toEqual({
      status: 2,
      out: '',
      err: expect.stringContaining('did you mean search?'),
    });
  });
});
