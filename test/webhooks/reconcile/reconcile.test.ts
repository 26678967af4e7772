import { describe, expect, it } from '@jest/globals';
import { readPause, readSyncCursors } from '../../../functions/catalog/store/sync-cursors.ts';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { readWaiting } from '../../../functions/webhooks/store/origins.ts';
import { cut, fact } from '../../support/facts.ts';
import {
  delivered,
  emptyRepository,
  githubWithOneRepository,
  LATER,
  mapped,
  NOW,
  PLACE,
  pull,
  REPOSITORY,
  release,
} from './github.ts';

const { api, ready, repository, table } = githubWithOneRepository();

describe('What webhooks missed', () => {
  it('becomes facts that say who found it and where it is seen', async () => {
    const { tell: _tell, reconciling, published } = await ready();
    repository().pulls.push(pull(2, '2024-01-19T00:00:00Z'), pull(1, '2024-01-10T00:00:00Z'));
    repository().releases.push(release(1, 'v1.0.0', '2024-01-18T00:00:00Z'));
    const facts: unknown[] = [];
    const run = reconciling(NOW);
    const publish = async (all: Parameters<typeof run.publish>[0]) => {
      facts.push(...all.map(({ body }) => JSON.parse(body)));
      await run.publish(all);
    };
    await reconcile({ ...run, publish });
    expect(published.toSorted()).toEqual([
      'ChangeMerged',
      'ChangeMerged',
      'ReleasePublished',
      'ReleaseScheduled',
    ]);
    expect(facts).toEqual(facts.map(() => expect.objectContaining({ actor: 'system:reconcile' })));
    expect(facts).toContainEqual(
      expect.objectContaining({
        id: 'github:1296269:pull:1000001:merged:rank',
        url: `https://github.com/${REPOSITORY}/pull/1`,
      }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({ release: 'server-1.0', evidence: expect.stringContaining('/tag/v1.0.0') }),
    );
  });

  it('is found on every page of the window, and what is older is not asked for', async () => {
    const { tell, reconciling, published } = await ready();
    await tell(
      fact('ReleaseScheduled', '2024-01-01', { release: 'server-0.9', train: 'server', kind: 'minor' }),
    );
    await tell(cut('server-0.9', '2024-01-10'));
    const days = Array.from(
      { length: 19 },
      (_none, at) => `2024-01-${String(19 - at).padStart(2, '0')}T00:00:00Z`,
    );
    repository().pulls.push(...days.map((day, at) => pull(at, day)));
    await reconcile(reconciling(NOW));
    expect(published).toHaveLength(9);
    expect(api().calls.filter((call) => call.endsWith('/pulls'))).toHaveLength(4);
  });

  it('does not hold what was not merged, drafts, prereleases, and what can still be on its way', async () => {
    const { reconciling, published } = await ready();
    repository().pulls.push(
      pull(1, '2024-01-20T11:58:00Z'),
      pull(2, '2024-01-19T00:00:00Z', undefined, { merged_at: null }),
      pull(3, '2024-01-18T00:00:00Z', undefined, { title: 'fix: no feature' }),
    );
    repository().releases.push(
      release(1, 'v1.0.0', '2024-01-18T00:00:00Z', { draft: true, published_at: null }),
      release(2, 'v1.1.0', '2024-01-18T00:00:00Z', { prerelease: true }),
    );
    await reconcile(reconciling(NOW));
    expect(published).toEqual([]);
    await reconcile(reconciling(LATER));
    expect(published).toEqual(['ChangeMerged']);
  });

  it('and nobody can attribute is shown once, however often it is found', async () => {
    const { reconciling, deliver } = await ready({});
    repository().pulls.push(pull(1, '2024-01-19T00:00:00Z'), pull(2, '2024-01-18T00:00:00Z'));
    const outcome = await deliver('pull_request', delivered(pull(1, '2024-01-19T00:00:00Z')), NOW);
    expect(outcome).toBe('unattributed');
    await reconcile(reconciling(NOW));
    await reconcile(reconciling('2024-01-21T12:00:00.000Z'));
    expect(await readWaiting(table(), PLACE)).toHaveLength(2);
  });

  it('is found all over when the mapping changes', async () => {
    const { tell, reconciling, published } = await ready({ ships: { types: ['none'] } });
    repository().pulls.push(pull(1, '2024-01-10T00:00:00Z', 'rank'));
    await reconcile(reconciling(NOW));
    await tell(mapped({ ships: null }, '2024-01-20'));
    await reconcile(reconciling(LATER));
    expect(published).toEqual(['ChangeMerged']);
  });
});

describe('A look', () => {
  it('counts when nothing that it found is missing in the ledger, and not before', async () => {
    const { reconciling, waits } = await ready();
    repository().pulls.push(pull(1, '2024-01-19T00:00:00Z'));
    await reconcile(reconciling(NOW, { publish: async () => {} }));
    expect(waits).toHaveLength(10);
    expect(await readSyncCursors(table(), 'changes')).toMatchObject([{ place: PLACE, triedAt: NOW }]);
    expect((await readSyncCursors(table(), 'changes'))[0]).not.toHaveProperty('upTo');
    await reconcile(reconciling(LATER));
    expect(await readSyncCursors(table(), 'changes')).toMatchObject([{ upTo: '2024-01-20T12:55:00.000Z' }]);
  });

  it('at a repository that is gone is not tried again before a day has passed, and holds up no other', async () => {
    const { tell, reconciling, published } = await ready();
    await tell(mapped({ source: 'github:acme/gone', project: 'rank' }));
    repository().pulls.push(pull(1, '2024-01-19T00:00:00Z'));
    await reconcile(reconciling(NOW));
    expect(published).toEqual(['ChangeMerged']);
    const parked = {
      because: expect.stringContaining('no such repository'),
      until: '2024-01-21T12:00:00.000Z',
    };
    expect(await readSyncCursors(table(), 'changes')).toContainEqual(expect.objectContaining({ parked }));
    api().calls.length = 0;
    await reconcile(reconciling(LATER));
    expect(api().calls.filter((call) => call.includes('gone'))).toEqual([]);
    await reconcile(reconciling('2024-01-21T12:00:00.000Z'));
    expect(api().calls.filter((call) => call.includes('gone'))).not.toEqual([]);
  });

  it('at a place whose name would lead elsewhere is never tried', async () => {
    const { tell, reconciling } = await ready();
    for (const place of [
      'github:../user',
      'github:acme/..',
      'github:acme/app/x',
      'github:acme/a?b',
      'gitlab:a/b',
    ])
      await tell(mapped({ source: place }));
    await reconcile(reconciling(NOW));
    expect((await readSyncCursors(table(), 'changes')).map(({ place }) => place)).toEqual([PLACE]);
  });
});

describe('A limit', () => {
  it('stops all calls until it is over, and then goes on with who waits longest', async () => {
    const { tell, reconciling } = await ready();
    for (const name of ['a', 'b']) {
      await tell(mapped({ source: `github:acme/${name}`, project: 'rank' }));
      api().repositories.set(`acme/${name}`, emptyRepository(name.charCodeAt(0)));
    }
    let calls = 0;
    api().fail = () => {
      calls += 1;
      return calls > 4 ? { status: 429, headers: { 'Retry-After': '1800' } } : undefined;
    };
    await reconcile(reconciling(NOW));
    expect(await readPause(table())).toBe('2024-01-20T12:30:00.000Z');
    expect(calls).toBe(5);
    await reconcile(reconciling('2024-01-20T12:20:00.000Z'));
    expect(calls).toBe(5);
    api().fail = () => undefined;
    api().calls.length = 0;
    await reconcile(reconciling(LATER));
    expect(api().calls.filter((call) => /^GET \/repos\/acme\/\w+$/.test(call))).toEqual([
      'GET /repos/acme/app',
      'GET /repos/acme/b',
      'GET /repos/acme/a',
    ]);
  });
});
