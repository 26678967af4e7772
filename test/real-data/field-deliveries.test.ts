/** The cases from the field that are deliveries, each signed and over HTTP, to what people see of it. */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { readRelease } from '../../functions/catalog/store/trains.ts';
import { waitingRows } from '../../functions/webhooks/model/report.ts';
import { reconcile } from '../../functions/webhooks/reconcile/reconcile.ts';
import { readAllWaiting } from '../../functions/webhooks/store/origins.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS } from '../support/deliveries.ts';
import { cut, fact, scheduled, started } from '../support/facts.ts';
import { githubWithOneRepository, NOW } from '../webhooks/reconcile/github.ts';
import { from, fromGithub, fromStandard, settled, startWebhooks } from '../webhooks/webhook-host.ts';

const folder = join(
  resolve(process.env.SHIPSHAPE_REAL_DATA ?? join(process.cwd(), '../shared/data')),
  'field',
);
const present = existsSync(folder) ? describe : describe.skip;
const caseOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

let host: Host;
const { publish, deliver, words } = settled(() => host);
const page = async (path: string) => (await askHost(host, 'GET', path)).body;
const source = (name: string, more = {}) =>
  fact('SourceRegistered', '2010-01-01', { source: name, train: 'app', project: 'rank', ...more });
const github = (name: string) => {
  const { headers, body } = caseOf(name);
  return deliver(fromGithub(headers['x-github-event'], body));
};
const flagFacts = async (flag: string) =>
  (await readLedger(host.store, { kind: 'flag', id: flag })).facts.map(({ type, detail }) => ({
    type,
    ...detail,
  }));

beforeAll(async () => {
  host = await startWebhooks({
    SHIPSHAPE_SECRET_POSTHOG: SECRETS.posthog,
    SHIPSHAPE_SECRET_CONFIGCAT: SECRETS.configcat,
  });
  await publish(started('rank', '2010-01-01', { train: 'app' }), source('github:acme/app'));
});
afterAll(() => host.stop());

present('Over HTTP, of the cases from the field', () => {
  it('W01: closed and yet open, it waits under its number and title, and is not flagged as not merged', async () => {
    expect(await github('W01-github-pr-closed-yet-open')).toMatchObject({
      status: 202,
      outcome: 'unattributed',
    });
    expect(await page('/internal/waiting')).toContain('16794');
    expect(await page('/internal/waiting')).toContain('does not say whether');
  });

  it('W04: a tag that is deleted takes nothing back', async () => {
    await publish(scheduled('app-3.0', '2019-05-01', { train: 'app' }), cut('app-3.0', '2019-05-15'));
    expect(await words('app-3.0')).toEqual({ rank: 'shipped-nothing' });
    const { headers, body } = caseOf('W04-github-tag-deleted');
    const deleted = { ...body, ref: 'refs/tags/v3.0' };
    expect(await github('W04-github-tag-deleted')).toMatchObject({ status: 200, outcome: 'ignored' });
    expect(await deliver(fromGithub(headers['x-github-event'], deleted))).toMatchObject({
      outcome: 'ignored',
    });
    expect((await readRelease(host.store, 'app-3.0'))?.cutAt).toBe('2019-05-15T00:00:00.000Z');
    expect(await words('app-3.0')).toEqual({ rank: 'shipped-nothing' });
  });

  it('W06 to W08: Forgejo speaks for its own host, and its secret is shown nowhere', async () => {
    expect(await github('W06-forgejo-release')).toMatchObject({ status: 202, outcome: 'unattributed' });
    expect(await github('W07-forgejo-create-tag')).toMatchObject({ status: 200, outcome: 'ignored' });
    expect(await github('W08-forgejo-pr-merged')).toMatchObject({ status: 202, outcome: 'unattributed' });
    const shown = (await page('/internal/deliveries')) + (await page('/internal/quarantine'));
    expect(shown).toContain('forgejo:git.example/anbraten/test-repo');
    expect(shown).not.toContain('EXAMPLE-SECRET');
  });

  it('W10: a release of GitLab comes out at the moment that it names, in whichever spelling', async () => {
    const { values, body_template: template } = caseOf('W10-gitlab-six-date-spellings');
    await publish(source('gitlab:gitlab.example/g/p', { train: 'lab' }));
    const moments: (string | undefined)[] = [];
    for (const [at, { released_at }] of values.entries()) {
      const body = { ...template, id: at + 1, tag: `1.${at}.0`, released_at };
      expect(await deliver(from('gitlab-token', body))).toMatchObject({ status: 202, outcome: 'accepted' });
      moments.push((await readRelease(host.store, `lab-1.${at}`))?.publishedAt);
    }
    expect(moments).toEqual([
      '2022-02-09T20:19:09.000Z',
      '2022-06-28T14:08:11.000Z',
      '2021-12-23T10:26:21.000Z',
      '2021-11-30T08:52:57.746Z',
      '2011-12-12T12:27:31.000Z',
      '2023-02-01T08:00:00.000Z',
    ]);
  });

  it('W12: a flag of Unleash without data is on', async () => {
    await publish(source('unleash:default/development', { title: 'Flags' }));
    expect(await deliver(from('unleash', caseOf('W12-unleash-data-null').body))).toMatchObject({
      outcome: 'accepted',
    });
    expect(await flagFacts('test')).toMatchObject([{ type: 'FeatureFlagChanged', enabledByDefault: true }]);
  });

  it.each([
    ['the case', () => caseOf('W13-unleash-own-template').body],
    ['a message for a chat', () => ({ type: 'message', text: '*admin* enabled *test*' })],
    ['a list', () => [{ text: 'enabled' }]],
    ['a text', () => '*admin* enabled *test*'],
  ])('W13: a body template of Unleash is answered with what to do: %s', async (_name, body) => {
    expect(await deliver(from('unleash', body()))).toMatchObject({
      status: 202,
      quarantined: [{ message: expect.stringContaining('body template: empty it') }],
    });
  });

  it('W13: so is one that makes no JSON', async () => {
    expect(await deliver(from('unleash', Buffer.from('*admin* enabled *test*')))).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('body template: empty it') },
    });
  });

  it('W16: a change of ConfigCat is read, and any other sentence waits in quarantine', async () => {
    const { body } = caseOf('W16-configcat-free-text-change');
    await publish(source('configcat:default', { title: 'Flags' }));
    const sent = (id: string, details: string) => {
      const at = `${Math.floor(Date.now() / 1000)}`;
      const bytes = Buffer.from(JSON.stringify([{ ...body[0], details }]));
      const signature = createHmac('sha256', SECRETS.configcat)
        .update(Buffer.concat([Buffer.from(`${id}${at}`), bytes]))
        .digest('base64');
      return deliver(
        from('configcat', bytes, {
          'x-configcat-webhook-id': id,
          'x-configcat-webhook-timestamp': at,
          'x-configcat-webhook-signature-v1': signature,
        }),
      );
    };
    expect(await sent('one', body[0].details)).toMatchObject({ outcome: 'accepted' });
    expect(await flagFacts('myAwesomeFeature1')).toMatchObject([{ enabledByDefault: true }]);
    for (const [at, details] of [
      'myAwesomeFeature1: false ➔ true\r\nmyAwesomeFeature1: 25 % ➔ 50 %',
      'otherFeature: false ➔ true',
      'myAwesomeFeature1: false',
    ].entries())
      expect(await sent(`other-${at}`, details)).toMatchObject({ status: 202, outcome: 'quarantined' });
    expect(await flagFacts('myAwesomeFeature1')).toHaveLength(1);
  });

  it('W17: a flag of PostHog is on by default with everybody only', async () => {
    const { flags } = caseOf('W17-posthog-active-is-not-rolled-out');
    await publish(source('posthog:default', { title: 'Flags' }));
    const share = { key: 'c', status: 'active', filters: { groups: [{ rollout_percentage: 25 }] } };
    const body = { timestamp: '2026-11-01T09:00:00Z', flags: [...flags, share] };
    expect(await deliver(from('posthog', body))).toMatchObject({ outcome: 'accepted' });
    expect(await flagFacts('a')).toMatchObject([
      { enabledByDefault: false, share: { segments: ['targeting conditions'] } },
    ]);
    expect(await flagFacts('b')).toMatchObject([{ enabledByDefault: true }]);
    expect(await flagFacts('c')).toMatchObject([{ enabledByDefault: false, share: { percent: 25 } }]);
  });

  it('W18: CDEvents are the answer of a review, which blocks nothing, and a change', async () => {
    const { events } = caseOf('W18-cdevents-approval-and-merge');
    await publish(
      source('cdevents:example.org/TestRepo/TestOrg', { ships: { types: ['*'] } }),
      scheduled('app-2.0', '2023-01-01', { train: 'app' }),
      cut('app-2.0', '2023-04-01'),
    );
    expect(await words('app-2.0')).toEqual({ rank: 'shipped-nothing' });
    const [approval, merge] = events;
    expect(await deliver(fromStandard(approval))).toMatchObject({ outcome: 'accepted' });
    expect(await words('app-2.0')).toEqual({ rank: 'shipped-nothing' });
    expect(
      await deliver(fromStandard({ specversion: '1.0', type: merge.context.type, data: merge })),
    ).toMatchObject({
      outcome: 'accepted',
    });
    expect(await words('app-2.0')).toEqual({ rank: 'shipped-on' });
  });
});

present('Without any delivery, of the cases from the field', () => {
  const { ready, repository, table } = githubWithOneRepository();
  it('W05: tags that were pushed at once are found at the API: each is a release, waits, or is ignored', async () => {
    const { tags_pushed_at_once: pushes } = caseOf('W05-github-four-tags-no-delivery');
    const releases = { tags: [{ tag: 'csa-auth/v{version}', train: 'auth', parts: 3 }] };
    const { reconciling } = await ready({ project: 'rank', releases });
    for (const [at, tag] of pushes.flat().entries())
      repository().tags?.push({ tag, sha: `aaaaaaa${at}`, date: '2024-01-15T10:00:00Z' });
    await reconcile(reconciling(NOW));
    expect(await readRelease(table(), 'auth-0.0.3')).toMatchObject({
      cutAt: '2024-01-15T10:00:00.000Z',
      provisional: true,
    });
    const unattributed = waitingRows(await readAllWaiting(table()));
    expect(
      unattributed.map(({ because, count }) => [/component "([^"]+)"/.exec(because)?.[1], count]).toSorted(),
    ).toEqual([
      ['atlas-chip-ingress', 1],
      ['atlas-chip-query', 1],
      ['chip-config', 1],
    ]);
  });
});
