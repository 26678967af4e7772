import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sources } from '../../../functions/ingest/sources.ts';
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

const routes = functions.filter(({ name }) => name !== 'ingest').flatMap(({ routes = [] }) => routes);
const filled = (path: string) => path.replace('{release}', '1.0').replace('{section}', 'features');
const open = routes
  .filter(({ isPrivate }) => !isPrivate)
  .map(({ method, path }) => [method, filled(path), 200] as const);
const closed = routes
  .filter(({ isPrivate }) => isPrivate)
  .map(({ method, path }) => [method, filled(path), 401] as const);
const unknown = ['/nowhere', '/releases/unknown', '/api/releases/unknown'].map(
  (path) => ['GET', path, 404] as const,
);
/** Nobody connected a sender to this host. */
const unconnected = sources.map(({ name }) => ['POST', `/webhooks/${name}`, 404] as const);

it.each([...open, ...closed, ...unknown, ...unconnected])(
  'what is for people inside only is not in %s %s, which answers %i',
  async (method, path, expected) => {
    const { status, headers, body } = await host.request(method, path);
    expect(status).toBe(expected);
    expect(JSON.stringify({ headers, body })).not.toContain(CANARY);
  },
);

it('what is for people inside is given to who holds the token', async () => {
  const headers = { authorization: `Bearer ${host.apiToken}` };
  const answer = await fetch(`${host.address}/api/catalog/features`, { headers });
  expect(await answer.text()).toContain(CANARY);
});

it('the quarantine names the events that hold it, by reason', async () => {
  const { body } = await host.request('GET', '/quarantine');
  for (const reason of ['ID_REUSED', 'BAD_TIME', 'UNKNOWN_TYPE', 'UNKNOWN_VERSION'])
    expect(body).toContain(reason);
});
