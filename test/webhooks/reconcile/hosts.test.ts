import { describe, expect, it } from '@jest/globals';
import { readSyncCursors } from '../../../functions/catalog/store/sync-cursors.ts';
import { hostOfApi } from '../../../functions/kernel/github/client.ts';
import { reconcile } from '../../../functions/webhooks/reconcile/reconcile.ts';
import { fact } from '../../support/facts.ts';
import { emptyRepository, githubWithOneRepository, NOW, pull, REPOSITORY } from './github.ts';

const { api, ready, table } = githubWithOneRepository();
const HOST = 'ghe.example';
const at = (host: string) => fact('SourceRegistered', '2024-01-01', { source: `github:${host}/acme/app` });

describe('The API of another host', () => {
  it.each([
    ['https://api.github.com', undefined],
    ['https://ghe.example/api/v3', 'ghe.example'],
    ['https://ghe.example:8443/api/v3', 'ghe.example:8443'],
    ['https://api.acme.ghe.com', 'acme.ghe.com'],
  ])('%s has the repositories of %s', (base, host) => {
    expect(hostOfApi(base)).toBe(host);
  });
  it('is asked for the sources of that host, and its facts have the host in their ids', async () => {
    const { tell, reconciling } = await ready();
    const pulls = [pull(1, '2024-01-10T00:00:00Z', 'rank')];
    api().repositories.set(REPOSITORY, { ...emptyRepository(), host: HOST, pulls });
    await tell(at(HOST));
    await tell(at('other.example'));
    const ids: string[] = [];
    const run = reconciling(NOW, { host: HOST });
    const publish = async (all: Parameters<typeof run.publish>[0]) => {
      ids.push(...all.map(({ body }) => JSON.parse(body).id));
      await run.publish(all);
    };
    await reconcile({ ...run, publish });
    expect(ids).toEqual([`github:${HOST}:1296269:pull:1000001:merged:rank`]);
    const cursors = new Map((await readSyncCursors(table(), 'changes')).map((each) => [each.place, each]));
    expect(cursors.get('github:other.example/acme/app')).toBeUndefined();
    expect(cursors.get(`github:${HOST}/acme/app`)?.upTo).toBeDefined();
    // Its source is that of github.com, of which this API knows nothing.
    expect(cursors.get('github:acme/app')?.parked?.because).toContain(`github:${HOST}/acme/app`);
  });
});
