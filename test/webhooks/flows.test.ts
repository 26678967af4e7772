import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import type { Host } from '../../lib/local/host.ts';
import { ask } from '../site/api/request.ts';
import { askHost } from '../support/ask-host.ts';
import { SECRETS, signed } from '../support/deliveries.ts';
import { fact, scheduled, started } from '../support/facts.ts';
import { unleashPayload } from '../support/flag-payloads.ts';
import { changed, githubPayloads, gitlabPayloads } from '../support/payloads.ts';
import { onHost } from '../support/surroundings.ts';
import { from, fromGithub, send, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver, typesOf, words } = settled(() => host);

beforeAll(async () => {
  host = await startWebhooks();
  await publish(
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'server', project: 'rank' }),
    fact('SourceRegistered', '2024-01-01', { source: 'unleash:default/production', title: 'Flags' }),
    started('find'),
    started('rank'),
  );
});
afterAll(() => host.stop());
const waiting = async () => (await askHost(host, 'GET', '/internal/waiting')).body;

describe('a tag that is pushed, and the release that is made of it', () => {
  it('are one release: cut when the tag came, published when it was', async () => {
    const tag = { ref: 'v2.1.0' };
    const push = changed(githubPayloads.push, { ref: `refs/tags/${tag.ref}` });
    const release = changed(githubPayloads.release, { 'release.id': 21, 'release.tag_name': tag.ref });
    const isNew = { status: 202, to: ['release:server-2.1'] };
    const isRepeat = { status: 200, outcome: 'duplicate' };
    expect(await deliver(fromGithub('push', push))).toMatchObject(isNew);
    expect(await deliver(fromGithub('create', { ...githubPayloads.create, ...tag }))).toMatchObject(isRepeat);
    expect(await deliver(fromGithub('release', release))).toMatchObject(isNew);
    const again = changed(release, { action: 'released' });
    expect(await deliver(fromGithub('release', again))).toMatchObject(isRepeat);
    expect(
      (await typesOf('release', 'server-2.1')).filter((type) => type !== 'ReleaseScheduled').toSorted(),
    ).toEqual(['ReleaseCut', 'ReleasePublished']);
    expect(Object.keys(await words('server-2.1'))).toEqual(['find', 'rank']);
  });
});

describe('a merge', () => {
  it('days later, under another delivery id, is a duplicate', async () => {
    const payload = changed(githubPayloads.pull_request, { 'pull_request.id': 31 });
    const merge = fromGithub('pull_request', payload, { 'x-github-delivery': 'one' });
    expect(await deliver(merge)).toMatchObject({ status: 202, outcome: 'accepted' });
    const before = await typesOf('project', 'rank');
    const app = createIngest({
      secrets: async () => ({ accepted: [SECRETS.github], refetch: async () => undefined }),
      now: () => new Date(Date.now() + 3 * 86_400_000).toISOString(),
      receiving: () => ({ table: host.store, publish: async (facts) => expect(facts).toEqual([]) }),
    });
    const later = onHost(app, () => host.store);
    const headers = { 'x-github-event': 'pull_request', 'x-github-delivery': 'other' };
    const answer = await ask(later, 'POST', '/webhooks/github', signed('github', payload, headers));
    expect([answer.statusCode, JSON.parse(answer.body).outcome]).toEqual([200, 'duplicate']);
    expect(await typesOf('project', 'rank')).toEqual(before);
  });

  it('is one effect when it comes ten times at once', async () => {
    const payload = changed(githubPayloads.pull_request, {
      'pull_request.id': 32,
      'pull_request.labels': [{ name: 'project/once' }],
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(host, fromGithub('pull_request', payload))),
    );
    await host.idle();
    for (const { status } of answers) expect([200, 202]).toContain(status);
    expect(await typesOf('project', 'once')).toEqual(['ChangeMerged']);
  });

  it('of a title that was edited before its redelivery changes nothing', async () => {
    const payload = changed(githubPayloads.pull_request, {
      'pull_request.id': 33,
      'pull_request.labels': [{ name: 'project/edited' }],
    });
    await deliver(fromGithub('pull_request', payload));
    const edited = changed(payload, { 'pull_request.title': 'feat: other words' });
    expect(await deliver(fromGithub('pull_request', edited))).toMatchObject({
      status: 200,
      outcome: 'duplicate',
    });
    expect(await typesOf('project', 'edited')).toEqual(['ChangeMerged']);
  });
});

describe('what nobody can attribute', () => {
  it('is shown with what to do, and attributed by itself once its source is in the catalog', async () => {
    await publish(
      started('web', '2024-01-01', { train: 'web' }),
      scheduled('web-1.0', '2024-03-31', { train: 'web' }),
      fact('ReleaseCut', '2024-03-31', { release: 'web-1.0' }),
    );
    const answer = await deliver(from('gitlab-token', gitlabPayloads.merge_request));
    expect(answer).toMatchObject({ status: 202, outcome: 'unattributed', facts: [] });
    expect(await words('web-1.0')).toEqual({ web: 'shipped-nothing' });
    expect(await waiting()).toContain('&quot;gitlab:acme/web/app&quot;:\n  project: &lt;project>');
    expect(await waiting()).toContain('faster search');
    await publish(fact('SourceRegistered', '2024-04-01', { source: 'gitlab:acme/web/app', project: 'web' }));
    expect(await words('web-1.0')).toEqual({ web: 'shipped-on' });
    expect(await waiting()).not.toContain('&lt;project>');
    expect(await deliver(from('gitlab-token', gitlabPayloads.merge_request))).toMatchObject({
      status: 200,
      outcome: 'duplicate',
    });
    expect(await waiting()).toContain('Everything that came could be attributed.');
  });
});

it('a flag that Unleash turned on changes a verdict, and so does turning it off', async () => {
  await publish(
    started('flagged', '2024-01-01', { train: 'flags' }),
    fact('FeatureRegistered', '2024-01-01', {
      feature: 'ranking',
      title: 'Ranking',
      team: 'search',
      maturity: 'beta',
      flag: 'new-ranking',
    }),
    fact('ChangeMerged', '2024-03-10', {
      project: 'flagged',
      title: 'x',
      url: 'https://example.com/1',
      flag: 'new-ranking',
    }),
    scheduled('flags-1.0', '2024-03-31', { train: 'flags' }),
    fact('ReleaseCut', '2024-03-31', { release: 'flags-1.0' }),
  );
  expect(await words('flags-1.0')).toEqual({ flagged: 'shipped-off' });
  await deliver(from('unleash', unleashPayload));
  expect(await words('flags-1.0')).toEqual({ flagged: 'shipped-on' });
  const off = { ...unleashPayload, type: 'feature-environment-disabled', createdAt: '2024-03-27T09:00:00Z' };
  await deliver(from('unleash', off));
  expect(await words('flags-1.0')).toEqual({ flagged: 'shipped-off' });
});
