/** A month of the company: every way in, each with a mistake that is seen and taken back. */

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { type Company, company, onOneLine } from './company.ts';

let shop: Company;
beforeEach(async () => {
  shop = await company();
});
afterEach(async () => shop.stop());

const RELEASE = '/api/v1/releases/app-2026.11';
const cutNovember = () => shop.tag('v2026.11', '2026-11-20T12:10:00Z');

let comments = 0;
/** A comment on a pull request of the shop. */
function comment(body: string, login: string, author_association = 'MEMBER') {
  comments += 1;
  const address = `https://github.com/shop/app/pull/3#issuecomment-${comments}`;
  return shop.deliver('issue_comment', {
    action: 'created',
    comment: {
      id: 900 + comments,
      body,
      created_at: '2026-11-20T12:10:00Z',
      html_url: address,
      author_association,
    },
    issue: { title: 'feat(gift-cards): buy a card', labels: [] },
    repository: { id: 12, full_name: 'shop/app', html_url: 'https://github.com/shop/app' },
    sender: { login, type: 'User' },
  });
}

describe('By a comment on a pull request', () => {
  it('a feature is shipped by who may; who may not and who mistypes hear why; and the command takes it back', async () => {
    await cutNovember();
    const before = await shop.verdicts('app-2026.11');
    expect(await comment('/ship gift-cards in 2026.11 on', 'a-stranger', 'NONE')).toMatchObject({
      answer: { facts: [], replies: [{ line: '/ship gift-cards in 2026.11 on' }] },
    });
    expect(await comment('/ship gift-crads in 2026.11 on', 'ravi-m')).toMatchObject({
      answer: { facts: [], replies: [{ reply: expect.stringContaining('gift-cards') }] },
    });
    expect(await shop.verdicts('app-2026.11')).toEqual(before);
    expect(await comment('/ship gift-cards in 2026.11 on', 'ravi-m')).toMatchObject({
      answer: { facts: [{ type: 'FeatureShipped' }] },
    });
    expect(await shop.verdicts('app-2026.11')).toMatchObject({ 'checkout-flow': 'shipped-on' });
    await shop.shipshape('ship', 'gift-cards', '2026.11', '--withdraw', '--reason', 'a slip', '--as', 'ravi');
    expect(await shop.verdicts('app-2026.11')).toEqual(before);
    expect(JSON.stringify(await shop.json(RELEASE))).not.toContain('a slip');
    expect(JSON.stringify(await shop.json(RELEASE, 'internal'))).toMatch(/"withdrawn".*a slip/);
  });
});

describe('With several trains in one repository', () => {
  it('a tag of a component waits with its lines, and with them it is a release of its own train', async () => {
    const { trains: before } = z
      .object({ trains: z.array(z.unknown()) })
      .parse(await shop.json('/api/v1/releases'));
    expect(await shop.tag('cards/v1.4.0', '2026-11-10T09:00:00Z')).toMatchObject({ outcome: 'unattributed' });
    expect(await shop.page('/internal/waiting')).toContain('cards/v{version}');
    expect(await shop.json('/api/v1/releases')).toMatchObject({ trains: before });
    await shop.edit(
      'sources.yml',
      '  train: app\n',
      '  train: app\n  releases:\n    tags:\n      - { tag: "cards/v{version}", train: cards }\n      - { tag: "v{version}" }\n',
    );
    expect(await shop.json('/api/v1/releases/cards-1.4')).toMatchObject({ train: 'cards' });
    await cutNovember();
    expect(Object.keys(await shop.verdicts('app-2026.11'))).toHaveLength(4);
    expect(await shop.verdicts('cards-1.4')).toEqual({});
  });
});

describe('A release that waits for a plan', () => {
  it('is planned with the lines that its page names, and taken back is as if it had not been', async () => {
    await shop.tag('v2027.5', '2026-11-11T09:00:00Z');
    expect(await shop.verdicts('app-2027.5')).toEqual({});
    const waiting = await shop.json('/api/v1/releases/app-2027.5');
    expect(waiting).toMatchObject({ state: 'unscheduled' });
    const line =
      'app-2027.5: { train: app, releaseVersion: "2027.5", kind: monthly, cutAt: 2026-11-11T09:00:00Z }\n';
    await shop.edit('releases.yml', 'app-2026.9:\n', `${line}app-2026.9:\n`);
    expect(await shop.verdicts('app-2027.5')).toMatchObject({ payments: 'shipped-nothing' });
    await shop.edit(
      'releases.yml',
      line,
      line.replace(' }', ', state: cancelled }').replace('state: cancelled', 'cancelled: "Nobody meant it."'),
    );
    expect(await shop.verdicts('app-2027.5')).toEqual({});
  });
});

describe('An early stage', () => {
  it('is opened, an account enrols and leaves, and both stay known', async () => {
    await shop.shipshape('enrollment', 'one-click', 'beta', 'open', '--as', 'ravi');
    const enrolled = await shop.shipshape(
      'enroll',
      'one-click',
      'account:acme',
      '--stage',
      'beta',
      '--as',
      'ravi',
    );
    expect(enrolled).toMatchObject({ status: 0, err: '' });
    const left = await shop.shipshape(
      'leave',
      'one-click',
      'account:acme',
      '--stage',
      'beta',
      '--as',
      'ravi',
    );
    expect(left).toMatchObject({ status: 0, err: '' });
    const { out } = await shop.bare('dump', '--data', shop.data);
    expect(out).toMatch(/AccountEnrolled|Enrolled/);
    const mistyped = await shop.shipshape(
      'enroll',
      'one-clik',
      'account:acme',
      '--stage',
      'beta',
      '--as',
      'ravi',
    );
    expect(mistyped).toMatchObject({ status: 2, err: expect.stringContaining('did you mean one-click?') });
  });
});

describe('A channel that writes into a folder', () => {
  it('is looked at before anybody is sent a message', async () => {
    const folder = join(shop.data, 'looked-at');
    await mkdir(folder, { recursive: true });
    await writeFile(join(shop.data, 'channels.json'), JSON.stringify({ news: { url: `file:${folder}` } }), {
      mode: 0o600,
    });
    await writeFile(
      join(shop.catalog, 'channels.yml'),
      'news: { kind: slack, audience: all, about: [flagged] }\n',
    );
    await shop.shipshape('import', shop.catalog);
    const tested = await shop.shipshape('channel', 'test', 'news', '--as', 'tove');
    expect(tested).toMatchObject({ status: 0 });
    await shop.json('/api/v1/releases');
    const [first = ''] = await readdir(folder);
    expect(onOneLine(await readFile(join(folder, first), 'utf8'))).toMatch(/test/i);
  });
});
