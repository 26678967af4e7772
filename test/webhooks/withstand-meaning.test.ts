import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLedger } from '../../functions/catalog/store/ledger.ts';
import { readStates } from '../../functions/catalog/store/states.ts';
import type { Host } from '../../lib/local/host.ts';
import { askHost } from '../support/ask-host.ts';
import { fact } from '../support/facts.ts';
import { unleashPayload } from '../support/flag-payloads.ts';
import { changed, githubPayloads } from '../support/payloads.ts';
import { type Answer, from, fromGithub, fromStandard, settled, startWebhooks } from './webhook-host.ts';

let host: Host;
const { publish, deliver, typesOf } = settled(() => host);

beforeAll(async () => {
  host = await startWebhooks();
  await publish(
    fact('SourceRegistered', '2024-01-01', { source: 'github:acme/app', train: 'app', project: 'rank' }),
    fact('SourceRegistered', '2024-01-01', { source: 'unleash:default/production', title: 'Unleash' }),
  );
});
afterAll(() => host.stop());

const { release, pull_request: pull } = githubPayloads;

interface Told {
  readonly version: string;
  readonly action: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Delivers what happened to a release of its own. */
function tell({ version, action, more = {} }: Told): Promise<Answer> {
  const id = Number(version.replace('.', '0'));
  const changes = { action, 'release.id': id, 'release.tag_name': `v${version}`, ...more };
  return deliver(fromGithub('release', changed(release, changes)));
}

const releaseNow = async (id: string) => (await readStates(host.store, 'release', [id])).get(id);
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

  it('is not changed by an edit that is older than what is known', async () => {
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
});

describe('a repository that goes by another name', () => {
  const merge = (id: number, repository: Record<string, unknown>) =>
    changed(pull, {
      'pull_request.id': id,
      ...Object.fromEntries(Object.entries(repository).map(([key, value]) => [`repository.${key}`, value])),
    });
  const toOf = async (id: number, repository: Record<string, unknown> = {}) =>
    (await deliver(fromGithub('pull_request', merge(id, repository)))).to;

  it('is the same one by its number, renamed or transferred, twice if need be', async () => {
    expect(await toOf(661)).toContain('project:rank');
    expect(await toOf(662, { full_name: 'acme/renamed' })).toContain('project:rank');
    expect(await toOf(663, { full_name: 'other/renamed' })).toContain('project:rank');
    // The catalog follows, and then the repository is renamed once more.
    await publish(
      fact('RecordRetired', '2024-04-01', { entity: 'source:github:acme/app' }),
      fact('SourceRegistered', '2024-04-01', {
        source: 'github:acme/renamed',
        train: 'app',
        project: 'rank',
      }),
    );
    expect(await toOf(664, { full_name: 'acme/renamed' })).toContain('project:rank');
    expect(await toOf(665, { full_name: 'acme/third' })).toContain('project:rank');
  });

  it('is not the one that has another number', async () => {
    expect(await toOf(666, { id: 666, full_name: 'acme/other' })).toEqual([]);
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
  for (const step of [steps[2], steps[0], steps[1]])
    expect(await deliver(from('unleash', step))).toMatchObject({ status: 202, outcome: 'accepted' });
  expect((await readLedger(host.store, { kind: 'flag', id: 'there-and-back' })).facts).toHaveLength(3);
  const state = (await readStates(host.store, 'flag', ['there-and-back'])).get('there-and-back');
  expect(state?.enabledByDefault).toBe(true);
});

describe('what nobody registered', () => {
  it('is recorded when a fact names it, and shown as what it lacks', async () => {
    const merged = fact('ChangeMerged', '2024-03-01', {
      project: 'unheard-of',
      title: 'A change',
      url: 'https://example.com/1',
    });
    expect(await deliver(fromStandard(merged))).toMatchObject({ status: 202, to: ['project:unheard-of'] });
    expect(await typesOf('project', 'unheard-of')).toEqual(['ChangeMerged']);
    expect((await askHost(host, 'GET', '/internal/unknown-names')).body).toMatch(
      /unheard-of.*projects\.yml/s,
    );
  });
});
