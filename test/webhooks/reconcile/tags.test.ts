import { describe, expect, it } from '@jest/globals';
import { readRelease } from '../../../functions/catalog/store/trains.ts';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { cut, fact } from '../../support/facts.ts';
import { githubWithOneRepository, LATER, NOW } from './github.ts';

const { api, ready, repository, table } = githubWithOneRepository();
const releaseNow = (release: string) => readRelease(table(), release);
const asked = () => api().calls.filter((call) => /\/git\/(?:tags|commits)\//.test(call));

const four = [
  { tag: 'v1.3.0', sha: 'aaaaaaa1', date: '2024-01-15T10:00:00+02:00', isAnnotated: true },
  { tag: 'v1.2.0', sha: 'aaaaaaa2', date: '2024-01-14T10:00:00Z' },
  { tag: 'v1.3.0-rc.1', sha: 'aaaaaaa3', date: '2024-01-13T10:00:00Z' },
  { tag: 'nightly', sha: 'aaaaaaa4', date: '2024-01-19T10:00:00Z' },
  { tag: 'v0.1.0', sha: 'aaaaaaa5', date: '2020-01-01T10:00:00Z' },
];

describe('Tags that no webhook told of', () => {
  it('cut their releases when they were made, in a repository without releases', async () => {
    const { reconciling, published } = await ready();
    repository().tags?.push(...four);
    await reconcile(reconciling(NOW));
    expect(await releaseNow('server-1.3')).toMatchObject({
      cutAt: '2024-01-15T08:00:00.000Z',
      provisional: true,
    });
    expect(await releaseNow('server-1.2')).toMatchObject({ cutAt: '2024-01-14T10:00:00.000Z' });
    expect(await releaseNow('server-0.1')).toBeUndefined();
    expect(published.toSorted()).toEqual([
      'ReleaseCut',
      'ReleaseCut',
      'ReleaseScheduled',
      'ReleaseScheduled',
    ]);
  });

  it('are asked for their date once, and not where their release is known', async () => {
    const { tell, reconciling, published } = await ready();
    await tell(
      fact('ReleaseScheduled', '2024-01-01', { release: 'server-1.2', train: 'server', kind: 'minor' }),
    );
    await tell(cut('server-1.2', '2024-01-12'));
    repository().tags?.push(...four);
    await reconcile(reconciling(NOW));
    expect(asked()).toHaveLength(2);
    await reconcile(reconciling(LATER));
    expect(asked()).toHaveLength(2);
    expect(await releaseNow('server-1.2')).toMatchObject({ cutAt: '2024-01-12T00:00:00.000Z' });
    expect(published.filter((type) => type === 'ReleaseCut')).toHaveLength(1);
  });

  it('may be out of reach: everything else is compared', async () => {
    const { reconciling, published } = await ready();
    api().fail = (call) => (call.includes('matching-refs') ? { status: 403 } : undefined);
    repository().releases.push({
      id: 1,
      tag_name: 'v1.0.0',
      draft: false,
      prerelease: false,
      published_at: '2024-01-18T00:00:00Z',
    });
    await reconcile(reconciling(NOW));
    expect(published).toContain('ReleasePublished');
  });
});
