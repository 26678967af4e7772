import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Host } from '../../lib/local/host.ts';
import { eventOf, recordedPayload, recordedPayloads } from '../real-data/webhook-payloads.ts';
import { fact, scheduled, started } from '../support/facts.ts';
import { from, fromGithub, send, settled, startWebhooks, WITH_LAUNCHDARKLY } from './webhook-host.ts';

const recorded = recordedPayloads();
if (recorded.length === 0)
  process.stderr.write('Recorded deliveries are not sent to a host: the shared data is not here.\n');
const present = recorded.length > 0 ? describe : describe.skip;

let host: Host;
/** Has no catalog. */
let unmapped: Host;

beforeAll(async () => {
  host = await startWebhooks(WITH_LAUNCHDARKLY);
  unmapped = await startWebhooks(WITH_LAUNCHDARKLY);
});
afterAll(() => Promise.all([host.stop(), unmapped.stop()]));

const outgoing = (file: string, headers: Record<string, string> = {}) => {
  const body = recordedPayload(file);
  if (file.startsWith('gitlab')) return from('gitlab-token', body, headers);
  if (file.startsWith('launchdarkly')) return from('launchdarkly', body, headers);
  return fromGithub(eventOf(file), body, headers);
};

const { publish, deliver: delivered, typesOf, words } = settled(() => host);
const deliver = (file: string, headers?: Record<string, string>) => delivered(outgoing(file, headers));

present('recorded deliveries', () => {
  it.each(recorded)('%s gets an answer that says what came of it', async (file) => {
    const answer = await send(unmapped, outgoing(file));
    expect([200, 202]).toContain(answer.status);
    // GitLab does not say when a feature flag was turned, unless its deliveries are signed.
    const refused = file === 'gitlab/feature_flag.json' ? ['BAD_TIME'] : [];
    expect(answer.quarantined.map(({ reason }) => reason)).toEqual(refused);
    if (answer.outcome === 'ignored') expect(answer.because).toEqual(expect.any(String));
    if (answer.outcome === 'unattributed') expect(answer.unattributed[0]?.solution).toMatch(/: <\w+>/);
  });

  it('a merged pull request ends in the ledger and changes a verdict', async () => {
    const source = 'github:anbraten/test-ready-release-go';
    await publish(
      started('ready', '2023-01-01', { train: 'ready' }),
      scheduled('ready-1.0', '2023-12-31', { train: 'ready' }, '2023-01-01'),
      fact('ReleaseCut', '2023-12-31', { release: 'ready-1.0' }),
    );
    expect(await words('ready-1.0')).toEqual({ ready: 'shipped-nothing' });
    const file = 'github/woodpecker.HookPullRequestMerged.json';
    await publish(fact('SourceRegistered', '2023-01-01', { source, project: 'ready', train: 'ready' }));
    // Its title follows no convention, and it has no label.
    expect(await deliver(file)).toMatchObject({ status: 200, outcome: 'ignored' });
    await publish(fact('SourceRegistered', '2023-01-02', { source, ships: { types: ['*'] } }));
    expect(await deliver(file)).toMatchObject({ status: 202, outcome: 'accepted', to: ['project:ready'] });
    expect(await words('ready-1.0')).toEqual({ ready: 'shipped-on' });
    expect(await deliver(file, { 'x-github-delivery': 'another' })).toMatchObject({
      status: 200,
      outcome: 'duplicate',
    });
  });

  it('a published release ends in the ledger and brings a verdict, once for both of its events', async () => {
    const source = 'github:Codertocat/Hello-World';
    await publish(
      fact('SourceRegistered', '2019-01-01', { source, project: 'hello', train: 'hello' }),
      started('hello', '2019-01-01', { train: 'hello' }),
    );
    const published = await deliver('github/release.published.json');
    expect(published).toMatchObject({ status: 202, outcome: 'accepted', to: ['release:hello-0.0.1'] });
    expect(await deliver('github/release.released.json')).toMatchObject({
      status: 200,
      outcome: 'duplicate',
    });
    expect(await typesOf('release', 'hello-0.0.1')).toEqual(['ReleaseScheduled', 'ReleasePublished']);
    // 0.0.1 is a patch, unless somebody says that it counts.
    expect(await words('hello-0.0.1')).toEqual({});
    await publish(scheduled('hello-0.0.1', '2019-05-15', { train: 'hello' }, '2019-01-02'));
    expect(await words('hello-0.0.1')).toEqual({ hello: 'shipped-nothing' });
  });

  it('a flag that was turned on changes a verdict', async () => {
    await publish(
      started('demo', '2020-01-01', { train: 'demo' }),
      fact('SourceRegistered', '2020-01-01', { source: 'launchdarkly:default/production', title: 'Flags' }),
      fact('FeatureRegistered', '2020-01-01', {
        feature: 'demo',
        title: 'Demo',
        team: 'search',
        maturity: 'beta',
        flag: 'demo-flag',
      }),
      fact('ChangeMerged', '2020-01-10', {
        project: 'demo',
        title: 'x',
        url: 'https://example.com/1',
        flag: 'demo-flag',
      }),
      scheduled('demo-1.0', '2020-02-28', { train: 'demo' }, '2020-01-01'),
      fact('ReleaseCut', '2020-02-28', { release: 'demo-1.0' }),
    );
    expect(await words('demo-1.0')).toEqual({ demo: 'shipped-off' });
    expect(await deliver('launchdarkly/flag.toggle.json')).toMatchObject({
      status: 202,
      to: ['flag:demo-flag'],
    });
    expect(await words('demo-1.0')).toEqual({ demo: 'shipped-on' });
  });
});
