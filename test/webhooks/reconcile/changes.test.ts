import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { readWaiting } from '../../../functions/webhooks/store/origins.ts';
import { cut, scheduled, started } from '../../support/facts.ts';
import { delivered, githubWithOneRepository, LATER, mapped, NOW, PLACE, pull } from './github.ts';

const { ready, repository, table } = githubWithOneRepository();
const MERGED = '2024-01-10T00:00:00Z';

describe('What reconciling finds of a change that is known', () => {
  it('is the project that it has now, and the one before loses it, once', async () => {
    const { tell, deliver, reconciling, published, words } = await ready();
    await tell(
      started('other', '2024-01-01', { train: 'server' }),
      scheduled('1.0', '2024-01-15', { train: 'server' }),
    );
    await deliver('pull_request', delivered(pull(1, MERGED)), NOW);
    repository().pulls.push(pull(1, MERGED, 'other', { updated_at: '2024-01-12T00:00:00Z' }));
    await reconcile(reconciling(NOW));
    expect(published).toEqual(['ChangeMerged', 'ChangeMerged', 'ChangeReinstated', 'ChangeWithdrawn']);
    await reconcile(reconciling(LATER));
    expect(published).toHaveLength(4);
    await tell(cut('1.0', '2024-01-15'));
    expect(await words('1.0')).toMatchObject({ rank: 'shipped-nothing', other: 'shipped-on' });
  });

  it('is the same when its mapping changed', async () => {
    const { tell, deliver, reconciling, published } = await ready();
    await tell(started('other', '2024-01-01', { train: 'server' }));
    await deliver('pull_request', delivered(pull(1, MERGED)), NOW);
    repository().pulls.push(pull(1, MERGED));
    await tell(mapped({ project: 'other' }, '2024-01-19'));
    await reconcile(reconciling(NOW));
    expect(published.toSorted()).toEqual([
      'ChangeMerged',
      'ChangeMerged',
      'ChangeReinstated',
      'ChangeWithdrawn',
    ]);
  });
});

describe('A delivery that does not say whether a pull request was merged', () => {
  const unclear = (number: number) =>
    pull(number, MERGED, undefined, { merged: false, state: 'open', merged_at: null, closed_at: null });

  it('waits until the API is asked, and becomes the change that it was', async () => {
    const { deliver, reconciling, published } = await ready();
    expect(await deliver('pull_request', unclear(1), NOW)).toBe('unattributed');
    expect(await deliver('pull_request', unclear(2), NOW)).toBe('unattributed');
    repository().pulls.push(
      pull(1, MERGED, undefined, { state: 'closed' }),
      pull(2, MERGED, undefined, { state: 'closed', merged_at: null }),
    );
    await reconcile(reconciling(NOW));
    const settled = ['ChangeMerged', 'ChangeWithdrawn', 'ChangeWithdrawn'];
    expect(published).toEqual(['ChangeUndecided', 'ChangeUndecided', ...settled]);
    expect(await readWaiting(table(), PLACE)).toEqual([]);
  });

  it('flags nobody while it waits, and whom it is to flag once the API says that it was not merged', async () => {
    const { tell, deliver, reconciling, words } = await ready();
    await tell(scheduled('1.0', '2024-01-25', { train: 'server' }), cut('1.0', '2024-01-25'));
    expect(await words('1.0')).toMatchObject({ rank: 'shipped-nothing' });
    await deliver('pull_request', unclear(1), NOW);
    expect(await words('1.0')).toMatchObject({ rank: 'unknown' });
    repository().pulls.push(pull(1, MERGED, undefined, { state: 'closed', merged_at: null }));
    await reconcile(reconciling(NOW));
    expect(await words('1.0')).toMatchObject({ rank: 'shipped-nothing' });
  });

  it('has the moment of its first receipt where it says none, also when it is delivered again', async () => {
    const { deliver, published } = await ready();
    const undated = { ...unclear(1), updated_at: null };
    await deliver('pull_request', undated, NOW);
    expect(await deliver('pull_request', undated, LATER)).toBe('unattributed');
    expect(published).toEqual(['ChangeUndecided']);
    expect(await readWaiting(table(), PLACE)).toMatchObject([{ normalized: { at: NOW } }]);
  });

  it('is nobody’s where it would be no feature work', async () => {
    const { deliver, published } = await ready();
    expect(await deliver('pull_request', { ...unclear(1), title: 'fix: it' }, NOW)).toBe('ignored');
    expect(published).toEqual([]);
  });

  it('waits on where it is open', async () => {
    const { deliver, reconciling } = await ready();
    await deliver('pull_request', unclear(1), NOW);
    repository().pulls.push(unclear(1));
    await reconcile(reconciling(NOW));
    expect(await readWaiting(table(), PLACE)).toHaveLength(1);
  });
});
