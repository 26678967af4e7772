/** Nobody is flagged before it was looked for what their webhooks missed. */
import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { pauseSyncCursors } from '../../../functions/webhooks/reconcile/turns.ts';
import { cut, fact } from '../../support/facts.ts';
import { githubWithOneRepository, LATER, NOW, pull } from './github.ts';

const { ready, repository, table } = githubWithOneRepository();

describe('A flag', () => {
  const scheduledAt = (day: string, name = 'server-1.0') =>
    fact('ReleaseScheduled', day, { release: name, train: 'server', kind: 'minor' });

  async function cutAt(moment: string) {
    const shipshape = await ready();
    await reconcile(shipshape.reconciling(NOW));
    await shipshape.tell(scheduledAt('2024-01-01'), cut('server-1.0', moment));
    const flags = () => shipshape.announced('ProjectFlagged').map(({ detail }) => detail.project);
    return { ...shipshape, flags };
  }

  it('waits until its repositories were looked at, and then goes out with the next turn of the clock', async () => {
    const { flags, tick, reconciling } = await cutAt('2024-01-20T12:30:00Z');
    await tick('2024-01-20T12:45:00.000Z');
    expect(flags()).toEqual([]);
    await reconcile(reconciling(LATER));
    await tick('2024-01-20T13:05:00.000Z');
    expect(flags()).toEqual(['rank']);
    await tick('2024-01-20T14:05:00.000Z');
    expect(flags()).toEqual(['rank']);
  });

  it('never goes out when the look finds what the project shipped', async () => {
    const { flags, tick, reconciling, words } = await cutAt('2024-01-20T12:30:00Z');
    repository().pulls.push(pull(1, '2024-01-20T12:20:00Z'));
    await reconcile(reconciling(LATER));
    await tick('2024-01-20T13:05:00.000Z');
    expect(flags()).toEqual([]);
    expect(await words('server-1.0')).toEqual({ rank: 'shipped-on' });
  });

  it('does not wait for what was looked at up to the cut already, nor where nobody looks', async () => {
    const { flags } = await cutAt('2024-01-20T11:00:00Z');
    expect(flags()).toEqual(['rank']);
  });

  it('does not wait for a repository that cannot be looked at', async () => {
    const { flags, tick } = await cutAt('2024-01-20T12:30:00Z');
    await pauseSyncCursors({ table: table(), now: '2024-01-20T12:40:00.000Z' }, 'switched off');
    await tick('2024-01-20T12:45:00.000Z');
    expect(flags()).toEqual(['rank']);
  });

  it('goes out after a day, whoever did not look', async () => {
    const { flags, tick } = await cutAt('2024-01-20T12:30:00Z');
    await tick('2024-01-21T12:00:00.000Z');
    expect(flags()).toEqual([]);
    await tick('2024-01-21T13:00:00.000Z');
    expect(flags()).toEqual(['rank']);
  });

  it('of a release that another followed within the hour is not forgotten', async () => {
    const { flags, tell, tick, reconciling } = await cutAt('2024-01-20T12:30:00Z');
    await tell(scheduledAt('2024-01-02', 'server-1.1'), cut('server-1.1', '2024-01-20T12:40:00Z'));
    await reconcile(reconciling(LATER));
    await tick('2024-01-20T13:05:00.000Z');
    expect(flags()).toEqual(['rank', 'rank']);
  });
});
