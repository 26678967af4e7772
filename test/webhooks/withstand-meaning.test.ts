/**
 * Entries that are tested elsewhere: 68 and 69 (a digest, and events of a month that is over) are the digest's; how a late
 * fact changes verdicts is in pipeline/judging.test.ts; 72 (what is for people inside only) in local/audiences.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flagState } from '../../functions/catalog/model/flag.ts';
import { releaseState } from '../../functions/catalog/model/release.ts';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { readStates } from '../../functions/catalog/store/snapshots.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact } from '../support/facts.ts';
import { unleashPayload } from '../support/flag-payloads.ts';
import { githubPayloads } from '../support/payloads.ts';
import { type Answer, from, fromGithub, fromStandard, send, startWebhooks } from './webhook-host.ts';
import { changed } from './withstand.ts';

let host: Host;

beforeAll(async () => {
  host = await startWebhooks();
  await host.publish([
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'app', project: 'rank' }),
    fact('SourceRegistered', '2024-01-01', { source: 'unleash:default/production', title: 'Unleash' }),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

const { release, pull_request: pull } = githubPayloads;

interface Told {
  readonly version: string;
  readonly action: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Delivers what happened to a release of its own, and lets all come of it that comes. */
async function tell({ version, action, more = {} }: Told): Promise<Answer> {
  const id = Number(version.replace('.', '0'));
  const changes = { action, 'release.id': id, 'release.tag_name': `v${version}`, ...more };
  const answer = await send(host, fromGithub('release', changed(release, changes)));
  await host.idle();
  return answer;
}

const releaseNow = async (id: string) =>
  (await readStates(host.store, 'release', releaseState, [id])).get(id);
const factsOf = async (kind: 'release' | 'flag' | 'project', id: string) =>
  (await readLedger(host.store, { kind, id })).facts.map(({ type }) => type);

const published = { action: 'published' };
const withdrawn = { action: 'deleted' };
/** GitHub moves `updated_at` when a release is edited. */
const withdrawnLater = { action: 'deleted', more: { 'release.updated_at': '2024-03-27T09:00:00Z' } };

describe('what happened to a release', () => {
  it.each([
    ['is deleted before it is published', '3.1', [withdrawnLater, published]],
    ['is published before it is deleted', '3.2', [published, withdrawnLater]],
    ['is deleted before it is published, at one moment', '3.3', [withdrawn, published]],
    ['is published before it is deleted, at one moment', '3.4', [published, withdrawn]],
  ])('%s: it is cancelled', async (_how, version, events) => {
    for (const event of events) expect((await tell({ version, ...event })).status).toBe(202);
    expect((await releaseNow(`app-${version}`))?.cancelledAt).toBeDefined();
  });

  it('is told by an edit that is older than what is known: nothing changes', async () => {
    await tell({ version: '4.1', ...published });
    const undone = { changes: { prerelease: { from: false } }, 'release.prerelease': true };
    const later = '2024-03-27T09:00:00Z';
    const redone = {
      changes: { prerelease: { from: true } },
      'release.published_at': later,
      'release.updated_at': later,
    };
    await tell({ version: '4.1', action: 'edited', more: redone });
    const before = await releaseNow('app-4.1');
    const answer = await tell({ version: '4.1', action: 'edited', more: undone });
    expect(answer.outcome).toBe('accepted');
    const after = await releaseNow('app-4.1');
    expect(after).toMatchObject({ publishedAt: before?.publishedAt });
    expect(after?.cancelledAt).toBeUndefined();
  });

  it.each([
    ['a draft', { 'release.draft': true }],
    ['a prerelease', { 'release.prerelease': true }],
  ])('is of %s: 200 ignored, and it is no release', async (_what, more) => {
    for (const action of ['published', 'released', 'prereleased', 'deleted']) {
      const answer = await tell({ version: '6.7', action, more });
      expect(answer).toMatchObject({ status: 200, outcome: 'ignored', facts: [] });
    }
    expect(await factsOf('release', 'app-6.7')).toEqual([]);
  });
});

describe('a repository that goes by another name', () => {
  const merge = (id: number, repository: Record<string, unknown>) =>
    changed(pull, {
      'pull_request.id': id,
      ...Object.fromEntries(Object.entries(repository).map(([key, value]) => [`repository.${key}`, value])),
    });
  const deliver = async (payload: unknown) => {
    const answer = await send(host, fromGithub('pull_request', payload));
    await host.idle();
    return answer;
  };

  it('is the same one by its number, renamed or transferred, twice if need be', async () => {
    expect((await deliver(merge(661, {}))).to).toContain('project:rank');
    expect((await deliver(merge(662, { full_name: 'acme/renamed' }))).to).toContain('project:rank');
    expect((await deliver(merge(663, { full_name: 'other/renamed' }))).to).toContain('project:rank');
    // The catalog follows, and then the repository is renamed once more.
    await host.publish([
      fact('RecordRetired', '2024-04-01', { entity: 'source:github:acme/app' }),
      fact('SourceRegistered', '2024-04-01', {
        source: 'github:acme/renamed',
        train: 'app',
        project: 'rank',
      }),
    ]);
    await host.idle();
    expect((await deliver(merge(664, { full_name: 'acme/renamed' }))).to).toContain('project:rank');
    expect((await deliver(merge(665, { full_name: 'acme/third' }))).to).toContain('project:rank');
  });

  it('is not the one that has another number', async () => {
    const answer = await deliver(merge(666, { id: 666, full_name: 'acme/other' }));
    expect(answer).toMatchObject({ status: 202, outcome: 'unattributed', facts: [] });
  });
});

it('a flag that is turned on, off and on within a second is on, by three facts', async () => {
  const moments = [100, 200, 300].map((ms) => `2024-03-26T09:00:00.${ms}Z`);
  const steps = moments.map((createdAt, at) => ({
    ...unleashPayload,
    type: at === 1 ? 'feature-environment-disabled' : 'feature-environment-enabled',
    featureName: 'there-and-back',
    createdAt,
  }));
  // They arrive in another order.
  for (const step of [steps[2], steps[0], steps[1]]) {
    expect(await send(host, from('unleash', step))).toMatchObject({ status: 202, outcome: 'accepted' });
  }
  await host.idle();
  expect(await factsOf('flag', 'there-and-back')).toHaveLength(3);
  const state = (await readStates(host.store, 'flag', flagState, ['there-and-back'])).get('there-and-back');
  expect(state?.enabledByDefault).toBe(true);
});

describe('what nobody registered', () => {
  it('is recorded when a fact names it, and shown as what it lacks', async () => {
    const merged = fact('ChangeMerged', '2024-03-01', {
      project: 'unheard-of',
      title: 'A change',
      url: 'https://example.com/1',
    });
    expect(await send(host, fromStandard(merged))).toMatchObject({ status: 202, to: ['project:unheard-of'] });
    await host.idle();
    expect(await factsOf('project', 'unheard-of')).toEqual(['ChangeMerged']);
    expect((await askHost(host, 'GET', '/quarantine')).body).toMatch(/unheard-of.*ProjectStarted/s);
  });

  it('is never guessed: a delivery of a place that nobody mapped waits, with what to do', async () => {
    const answer = await send(
      host,
      fromGithub(
        'release',
        changed(release, { 'repository.id': 71, 'repository.full_name': 'acme/unmapped' }),
      ),
    );
    expect(answer).toMatchObject({
      status: 202,
      outcome: 'unattributed',
      facts: [],
      unattributed: [{ solution: '"github:acme/unmapped":\n  train: <train>' }],
    });
  });
});
