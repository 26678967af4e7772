/** The release manager: from the middle of a cycle over its cut, with the mistakes of a month. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Company, changeIn, company, itIs, onOneLine } from './company.ts';

let shop: Company;
beforeEach(async () => {
  shop = await company();
});
afterEach(async () => shop.stop());

const saveASearch = {
  number: 1,
  title: 'feat(saved-searches): save a search',
  mergedAt: '2026-11-03T09:00:00Z',
};
const oneClick = {
  number: 2,
  title: 'feat(one-click): pay with one click',
  mergedAt: '2026-11-05T09:00:00Z',
};

describe('The release manager', () => {
  it('sees before the cut what is at risk, and what becomes of it', async () => {
    itIs('2026-11-12T09:00:00Z');
    const out = onOneLine((await shop.shipshape('outlook', 'app-2026.11')).out);
    expect(out).toContain('4 of 4 projects are at risk.');
    expect(out).toContain('Feature freeze: 2026-11-13 12:00 UTC, tomorrow');
    expect(out).toContain('Planned: Saved searches, on by default; nothing of it is merged yet.');

    await shop.merge(saveASearch);
    await shop.merge(oneClick);
    const later = onOneLine((await shop.shipshape('outlook', 'app-2026.11')).out);
    expect(later).toContain('2 of 4 projects are at risk.');
    expect(later).toContain('the default of feature flag saved-searches is unknown');
    const page = await shop.page('/releases/app-2026.11');
    expect(page).toMatch(
      /At risk 2 .*Build speed.*Payments.*Behind a feature flag 2 .*Checkout flow.*Search quality/,
    );
    expect(await shop.json('/api/v1/releases/app-2026.11')).toMatchObject({
      projects: [],
      outlook: { isOverdue: 'no', projects: [{ project: 'build-speed', standing: 'at-risk' }, {}, {}, {}] },
    });
  });

  it('gets verdicts from the tag of the release, and is not misled by a stray one', async () => {
    await shop.merge(saveASearch);
    await shop.tag('v2027.5', '2026-11-11T09:00:00Z');
    expect(await shop.page('/releases')).toMatch(/Waiting for a plan.*2027\.5/);
    expect(await shop.verdicts('app-2027.5')).toEqual({});
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    expect(await shop.verdicts('app-2026.11')).toEqual({
      'build-speed': 'shipped-nothing',
      'checkout-flow': 'shipped-nothing',
      payments: 'shipped-nothing',
      'search-quality': 'shipped-off',
    });
    expect((await shop.shipshape('outlook')).out).toContain('Outlook of app-2026.12');
  });

  it('takes back a cut by a mistaken tag, and everything is as if it had not been', async () => {
    await shop.merge(saveASearch);
    const before = await shop.json('/api/v1/releases');
    await shop.tag('v2026.12', '2026-11-12T09:00:00Z');
    expect(await shop.verdicts('app-2026.12')).not.toEqual({});
    const { out } = await shop.edit(
      'releases.yml',
      'branchCutAt: 2026-12-18T12:00:00Z',
      'branchCutAt: 2026-12-18T12:00:00Z, cutAt: null',
    );
    expect(out).toContain('app-2026.12');
    expect(await shop.verdicts('app-2026.12')).toEqual({});
    expect(await shop.json('/api/v1/releases')).toEqual(
      Object.assign({}, before, { generatedAt: expect.any(String) }),
    );
  });

  it('is not credited with work that was reverted, nor with the updates of a bot', async () => {
    await shop.merge(oneClick);
    const revert = {
      number: 3,
      title: 'Revert "feat(one-click): pay with one click"',
      body: 'Reverts shop/app#2',
    };
    await shop.merge({ ...revert, mergedAt: '2026-11-06T09:00:00Z' });
    const renovate = { login: 'renovate[bot]', type: 'Bot' } as const;
    const update = {
      number: 4,
      title: 'feat(deps): update the builder',
      author: renovate,
      labels: ['dependencies'],
    };
    expect(await shop.merge({ ...update, mergedAt: '2026-11-09T09:00:00Z' })).toMatchObject({
      outcome: 'ignored',
    });
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({
      'checkout-flow': 'shipped-nothing',
      'build-speed': 'shipped-nothing',
    });
    expect(await shop.page('/releases/app-2026.11')).toMatch(/pay with one click.*Does not count/);
  });

  it('hears of a planned cut that nobody told of, and says when it was', async () => {
    await shop.merge(saveASearch);
    itIs('2026-11-24T09:00:00Z');
    const { out } = await shop.shipshape('outlook', 'app-2026.11');
    expect(onOneLine(out)).toContain(
      'The cut was planned for 2026-11-20 12:00 UTC, and nobody has told of it. 3 of 4 projects are at risk. That was 4 days ago.',
    );
    expect(await shop.verdicts('app-2026.11')).toEqual({});
    await shop.edit(
      'releases.yml',
      'branchCutAt: 2026-11-20T12:00:00Z',
      'branchCutAt: 2026-11-20T12:00:00Z, cutAt: 2026-11-21T08:00:00Z',
    );
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'search-quality': 'shipped-off' });
  });

  it('corrects a change that was credited to the wrong project, and takes that back', async () => {
    await shop.merge({ number: 5, title: 'feat(filters): pay by invoice', mergedAt: '2026-11-06T09:00:00Z' });
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    const release = () => shop.json('/api/v1/releases/app-2026.11');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'search-quality': 'shipped-on' });
    const change = changeIn(await release(), 'pay by invoice');

    const words = [
      'move',
      change,
      '--project',
      'payments',
      '--reason',
      'the scope was wrong',
      '--as',
      'emma',
    ];
    const dry = await shop.shipshape(...words, '--dry-run');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'shipped-nothing' });
    const moved = await shop.shipshape(...words);
    expect(dry.out).toContain('Nothing was recorded: this is a dry run.');
    expect(moved.out).toContain('emma moves “pay by invoice”');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({
      'search-quality': 'shipped-nothing',
      payments: 'shipped-on',
    });
    const at = changeIn(await release(), 'pay by invoice');
    await shop.shipshape(
      'withdraw',
      at,
      '--project',
      'payments',
      '--reason',
      'never released',
      '--as',
      'ravi',
    );
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'shipped-nothing' });
    await shop.shipshape('withdraw', at, '--project', 'payments', '--undo', '--as', 'ravi');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'shipped-on' });
  });

  it('is not outvoted: who may not exempt a project gets the rule, and who may does and takes it back', async () => {
    await shop.tag('v2026.11', '2026-11-20T12:10:00Z');
    const refused = await shop.shipshape(
      'exempt',
      'payments',
      'app-2026.11',
      '--reason',
      'a rewrite',
      '--as',
      'emma',
    );
    expect(refused.err).toContain('ask person:paula (the pm of team checkout) or person:ravi');
    expect(refused.status).toBe(2);
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'shipped-nothing' });
    const granted = await shop.shipshape(
      'exempt',
      'payments',
      'app-2026.11',
      '--reason',
      'a rewrite',
      '--as',
      'ravi',
    );
    expect(granted.status).toBe(0);
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'exempt' });
    expect(await shop.page('/releases/app-2026.11')).not.toContain('a rewrite');
    await shop.shipshape('exempt', 'payments', 'app-2026.11', '--withdraw', '--as', 'ravi');
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ payments: 'shipped-nothing' });
  });
});
