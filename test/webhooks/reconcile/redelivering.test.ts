/** Deliveries that failed are asked for again. */
import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { githubWithOneRepository, LATER, NOW, pull } from './github.ts';

const { api, ready, repository } = githubWithOneRepository();

describe('A delivery', () => {
  const OURS = 'https://shipshape.example/webhooks/github';
  const tried = (id: number | bigint, guid: string, status_code: number, day = 19) => ({
    id,
    guid,
    delivered_at: `2024-01-${day}T00:00:00Z`,
    status_code,
  });

  it('that never succeeded is asked for again, once a day, the oldest first', async () => {
    const { reconciling } = await ready();
    const deliveries = [
      tried(12345678901234567890n, 'down', 502),
      tried(6, 'later-taken', 200),
      tried(5, 'later-taken', 500),
      tried(4, 'twice', 500),
      tried(3, 'twice', 500, 18),
      tried(2, 'refused', 401, 18),
      tried(1, 'too-old', 500, 16),
    ];
    repository().hooks.push({ id: 9, url: OURS, deliveries });
    await reconcile(reconciling(NOW));
    expect(api().attempts).toEqual(['2', '4', '12345678901234567890']);
    await reconcile(reconciling(LATER));
    expect(api().attempts).toHaveLength(3);
    await reconcile(reconciling('2024-01-21T00:30:00.000Z'));
    expect(api().attempts).toHaveLength(5);
  });

  it('to somebody else is none of our business', async () => {
    const { reconciling } = await ready();
    for (const url of ['https://ci.example/hook', 'not an address', 'https://ci.example/?/webhooks/github'])
      repository().hooks.push({ id: 9, url, deliveries: [tried(1, 'one', 500)] });
    await reconcile(reconciling(NOW));
    expect(api().attempts).toEqual([]);
  });

  it('that GitHub does not have any more keeps it from asking for no other', async () => {
    const { reconciling } = await ready();
    repository().hooks.push({ id: 9, url: OURS, deliveries: [tried(2, 'two', 500), tried(1, 'one', 500)] });
    api().fail = (call) => (call.includes('/1/attempts') ? { status: 404 } : undefined);
    await reconcile(reconciling(NOW));
    expect(api().attempts).toEqual(['2']);
  });

  it('that may not be seen does not keep changes from being compared', async () => {
    const { reconciling, published } = await ready();
    repository().pulls.push(pull(1, '2024-01-19T00:00:00Z'));
    api().fail = (call) => (call.endsWith('/hooks') ? { status: 403 } : undefined);
    await reconcile(reconciling(NOW));
    await reconcile(reconciling(LATER));
    expect(published).toEqual(['ChangeMerged']);
    expect(api().calls.filter((call) => call.endsWith('/hooks'))).toHaveLength(1);
  });
});
