import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact, scheduled, started } from '../support/facts.ts';
import { changed, cloudEvent, githubPayloads, starGranted } from '../support/payloads.ts';
import { fromGithub, fromStandard, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver, typesOf, words } = settled(() => host);

const category = {
  category: 'docs',
  title: 'Docs',
  team: 'docs',
  policy: 'team',
  criteria: 'There are docs.',
} as const;

beforeAll(async () => {
  host = await startWebhooks();
  await publish(
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
    fact('PersonRegistered', '2024-01-01', {
      person: 'ada',
      name: 'Ada',
      accounts: ['github:octocat'],
      teams: ['docs', 'search'],
    }),
    fact('RubricPublished', '2024-01-01', { rubricVersion: '2024-01', categories: [category] }),
    fact('FeatureRegistered', '2024-01-01', {
      feature: 'search',
      title: 'Search',
      team: 'docs',
      maturity: 'beta',
      project: 'find',
    }),
    started('find'),
    started('rank'),
    scheduled('server-1.4', '2024-03-31'),
  );
});
afterAll(() => host.stop());

describe('commands in a comment', () => {
  const comment = (id: number, body: string, login = 'octocat') =>
    fromGithub(
      'issue_comment',
      changed(githubPayloads.issue_comment, {
        'comment.id': id,
        'comment.body': body,
        'sender.login': login,
        'issue.labels': [],
      }),
    );

  it('of a person of the catalog are facts, and each is answered', async () => {
    await publish(fact('ReleaseCut', '2024-03-31', { release: 'server-1.4' }));
    const answer = await deliver(comment(1, '/ship search\r\n/star docs search\r\n/shp search'));
    expect(answer).toMatchObject({ status: 202, outcome: 'accepted' });
    expect(answer.facts.map(({ type }) => type)).toEqual(['FeatureShipped', 'StarGranted']);
    expect(answer.replies.map(({ reply }) => reply)).toEqual([
      'search of project find shipped in server-1.4, on by default.',
      'Your comment grants the star docs of search, for the team that owns it.',
      expect.stringContaining('did you mean /ship?'),
    ]);
    expect(await words('server-1.4')).toMatchObject({ find: 'shipped-on' });
    const exempting = await deliver(comment(2, '/exempt no time this month'));
    expect(exempting.replies).toEqual([
      { line: '/exempt no time this month', reply: expect.stringContaining('Project rank need not ship') },
    ]);
    expect(await typesOf('project', 'rank')).toContain('ExemptionGranted');
  });

  it('that name nobody is answered with the nearest name', async () => {
    const { replies } = await deliver(
      comment(4, '/ship serch\r\n/ship search in 1.5\r\n/ship search in nine'),
    );
    expect(replies.map(({ reply }) => reply)).toEqual([
      'Nothing was recorded: no feature "serch" is registered, did you mean search?',
      expect.stringContaining('Nobody has registered release server-1.5, did you mean server-1.4?'),
      expect.stringContaining('there is no release "nine"'),
    ]);
  });

  it('of a stranger are refused with the reason, and change nothing', async () => {
    const before = await typesOf('feature', 'search');
    const answer = await deliver(comment(3, '/star docs search', 'eve'));
    expect(answer).toMatchObject({ status: 200, outcome: 'ignored', facts: [] });
    expect(answer.replies[0]?.reply).toContain('only people in the catalog can give commands');
    expect(await typesOf('feature', 'search')).toEqual(before);
    // Nothing is written on GitHub, so the page says why.
    const { body: page } = await askHost(host, 'GET', '/internal/deliveries');
    expect(page).toContain('<span class="tag">not taken</span>');
    expect(page).toContain('Nothing was recorded: only people in the catalog can give commands');
    expect(page).not.toContain('github:eve');
  });
});

describe('one of our own facts', () => {
  const { data, ...attributes } = cloudEvent;
  const star = (id: string, feature: string) => ({ ...cloudEvent, id, data: { ...data, feature } });
  const named = Object.fromEntries(
    Object.entries({ ...attributes, id: 'binary-1' }).map(([name, value]) => [`ce-${name}`, value]),
  );
  const { 'ce-datacontenttype': _type, ...binary } = named;
  const structured = { headers: { 'content-type': 'application/cloudevents+json' } };
  const batch = { headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' } };

  it.each([
    ['as it is', 'plain', () => fromStandard(changed(starGranted, { 'detail.feature': 'plain' }))],
    ['as a CloudEvent', 'structured', () => fromStandard(star('structured-1', 'structured'), structured)],
    [
      'as a CloudEvent in headers',
      'binary',
      () => fromStandard({ ...data, feature: 'binary' }, { id: 'binary-1', headers: binary }),
    ],
  ])('%s is recorded', async (_how, feature, make) => {
    const answer = await deliver(make());
    expect(answer).toMatchObject({ status: 202, outcome: 'accepted', to: [`feature:${feature}`] });
    expect(await typesOf('feature', feature)).toEqual(['StarGranted']);
  });

  it('in a batch with one that cannot be read is recorded, and the other is in quarantine', async () => {
    const answer = await deliver(fromStandard([star('beside-1', 'beside'), star('beside-2', '')], batch));
    expect(answer).toMatchObject({ status: 202, outcome: 'accepted', quarantined: [{ reason: 'BAD_ID' }] });
    expect(answer.facts).toHaveLength(1);
    expect(await typesOf('feature', 'beside')).toEqual(['StarGranted']);
  });
});
