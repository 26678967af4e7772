import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { functions } from '../../../lib/wiring.ts';

const CANARY = 'canary-for-people-inside-only';

const fact = (type: string, fields: Record<string, unknown>) => ({
  source: 'shipshape',
  'detail-type': type,
  detail: { version: 1, id: type, occurredAt: '2024-01-01T00:00:00Z', ...fields },
});

const registered = {
  feature: 'search',
  title: 'Search',
  team: 'search',
  maturity: 'ga',
  project: 'rank',
  internal: { notes: CANARY, sales: CANARY, support: CANARY },
};

let host: Host;

beforeAll(async () => {
  host = await startHost();
  await host.publish([
    fact('FeatureRegistered', registered),
    fact('FeatureRegistered', { ...registered, id: 'FeatureRegistered', title: 'The same id again' }),
    fact('FeatureRegistered', { ...registered, occurredAt: '2024-02-30T00:00:00Z' }),
    fact('FeatureRegistred', registered),
    fact('AccountEnrolled', { feature: 'search', account: CANARY }),
    fact('AccountLeft', { feature: 'search', account: CANARY, version: 2 }),
    fact('ProjectStarted', { project: 'rank', title: 'Ranking', team: 'search', train: 'server' }),
    fact('ReleaseScheduled', { release: '1.0', train: 'server', kind: 'minor' }),
    fact('ReleaseCut', { release: '1.0', occurredAt: '2024-02-01T00:00:00Z' }),
  ]);
  await host.idle();
});
afterAll(() => host.stop());

const paths = functions.flatMap(({ routes = [] }) =>
  routes.map(({ path }) => path.replace('{release}', '1.0')),
);

it.each([...paths, '/nowhere', '/releases/unknown', '/api/releases/unknown'])(
  'what is for people inside only is not in %s',
  async (path) => {
    const { status, headers, body } = await host.request('GET', path);
    expect(status).toBe(path.includes('unknown') || path === '/nowhere' ? 404 : 200);
    expect(JSON.stringify({ headers, body })).not.toContain(CANARY);
  },
);

it('the quarantine names the events that hold it, by reason', async () => {
  const { body } = await host.request('GET', '/quarantine');
  for (const reason of ['ID_REUSED', 'BAD_TIME', 'UNKNOWN_TYPE', 'UNKNOWN_VERSION'])
    expect(body).toContain(reason);
});
