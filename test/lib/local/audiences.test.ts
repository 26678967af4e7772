import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sources } from '../../../functions/webhooks/sources/sources.ts';
import { type Host, startHost } from '../../../lib/local/host.ts';
import { functions } from '../../../lib/wiring.ts';
import { askHost } from '../../support/ask-host.ts';

/** What is for people inside only, each in a spelling of its own, so that a failure says which it was. */
const CANARIES = {
  internal: 'canary-of-internal-notes',
  account: 'canary-account-that-enrolled',
  name: 'Canary Person-Name',
  email: 'canary@mail.example',
  login: 'github:canary-login',
  comment: 'canary-comment-of-a-star',
  evidence: 'https://example.com/canary-evidence',
  speaker: 'person:canary-speaker',
  value: 'canary-recorded-value',
  contact: 'canary-contact-of-a-team',
} as const;

let count = 0;
const fact = (type: string, fields: Record<string, unknown>) => {
  count += 1;
  const detail = { version: 1, id: `${type}-${count}`, occurredAt: '2024-01-01T00:00:00Z', ...fields };
  return { source: 'shipshape', 'detail-type': type, detail };
};

const { internal, account } = CANARIES;
const registered = {
  feature: 'search',
  title: 'Search',
  team: 'search',
  maturity: 'ga',
  project: 'rank',
  internal: { notes: internal, sales: internal, support: internal },
};
const person = {
  person: 'canary-speaker',
  name: CANARIES.name,
  email: CANARIES.email,
  accounts: [CANARIES.login],
  teams: ['docs'],
};
const star = {
  feature: 'search',
  category: 'docs',
  side: 'team',
  rubricVersion: '1',
  comment: CANARIES.comment,
  evidence: CANARIES.evidence,
  actor: CANARIES.speaker,
};
const category = { category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Written.' };

/** Everything that can hold it, understood and not. */
const told = [
  fact('FeatureRegistered', { ...registered, id: 'same' }),
  fact('FeatureRegistered', { ...registered, id: 'same', title: 'The same id again' }),
  fact('FeatureRegistered', { ...registered, occurredAt: '2024-02-30T00:00:00Z' }),
  fact('FeatureRegistred', registered),
  fact('AccountEnrolled', { feature: 'search', account }),
  fact('AccountLeft', { feature: 'search', account, version: 2 }),
  fact('RubricPublished', { rubricVersion: '1', categories: [category] }),
  fact('PersonRegistered', person),
  fact('PersonRegistered', { ...person, email: `${CANARIES.email} or none`, teams: 7 }),
  fact('PersonRegistered', { ...person, accounts: [`${CANARIES.login}\n`] }),
  fact('StarGranted', star),
  fact('StarRevoked', { ...star, id: 'twice' }),
  fact('StarRevoked', { ...star, id: 'twice', occurredAt: '2024-01-02T00:00:00Z' }),
  fact('StarNotApplicable', { ...star, occurredAt: '2024-01-03T00:00:00Z' }),
  fact('StarNotApplicable', { ...star, side: CANARIES.comment }),
  fact('StarGranted', { ...star, occurredAt: '2024-01-10T00:00:00Z' }),
  fact('StarGranted', { ...star, feature: 'nobody-registered-this' }),
  fact('StarGranted', { ...star, evidence: `not ${CANARIES.evidence}` }),
  fact('FactRecorded', { feature: 'search', key: 'key', value: CANARIES.value, actor: CANARIES.speaker }),
  fact('FactRecorded', { feature: 'search', key: 'key', value: { deep: CANARIES.value } }),
  fact('RecordVerified', { entity: 'feature:search', comment: CANARIES.comment, actor: CANARIES.speaker }),
  fact('ProjectStarted', { project: 'rank', title: 'Ranking', team: 'search', train: 'server' }),
  fact('ReleaseScheduled', { release: '1.0', train: 'server', kind: 'minor' }),
  fact('ReleaseCut', { release: '1.0', occurredAt: '2024-01-20T00:00:00Z' }),
  fact('TeamRegistered', {
    team: 'search',
    title: 'Search',
    contacts: { pm: CANARIES.contact, pmm: CANARIES.contact, em: CANARIES.contact },
    email: CANARIES.email,
  }),
  fact('RubricPublished', {
    rubricVersion: '2',
    occurredAt: '2024-01-02T00:00:00Z',
    categories: [category],
    cadence: [{ step: 'strategy', every: 'month', title: 'Strategy page', partners: ['product', 'pmm'] }],
  }),
  fact('ReviewRequested', {
    review: 'post',
    changeClass: 'blog-post',
    subject: 'A post',
    reviewers: [CANARIES.speaker],
    actor: CANARIES.speaker,
    url: CANARIES.evidence,
    team: 'search',
  }),
  fact('ReviewAnswered', {
    review: 'post',
    answer: 'comment',
    comment: CANARIES.comment,
    actor: CANARIES.speaker,
  }),
  fact('ReviewReturned', { review: 'post', comment: CANARIES.comment, actor: CANARIES.speaker }),
  fact('ChannelRegistered', {
    channel: 'pmm',
    kind: 'email',
    audience: 'team:search',
    about: ['digest'],
    role: 'pmm',
  }),
];

/** An announcement that no function understands: it fails, and is logged. */
const unreadable = {
  source: 'shipshape.announcements',
  'detail-type': 'GradeRequested',
  detail: {
    version: 1,
    id: CANARIES.speaker,
    occurredAt: CANARIES.comment,
    feature: { name: CANARIES.name },
  },
};

let host: Host;
/** All that the host and the functions said. */
const logged: string[] = [];

// The logger looks only when it is loaded, with the first function.
process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
  }
  host = await startHost({
    environment: {},
    // What fails is tried again at once.
    random: () => 0,
    log: (...said) => logged.push(JSON.stringify(said)),
  });
  await host.publish([...told, unreadable]);
  await host.idle();
  const { makeDigests } = await import('../../../functions/digests/digest/make-digests.ts');
  const making = { table: host.store, announce: async () => {}, now: '2024-02-01T07:00:00.000Z' };
  expect(await makeDigests(making, { everies: ['month'] })).toBe(2);
});
afterAll(async () => {
  await host.stop();
  jest.restoreAllMocks();
});

/** Those that are in a text; none where it is fit for everyone. */
const canariesIn = (text: string): string[] =>
  Object.values(CANARIES).filter((canary) => text.includes(canary));

const routes = functions
  .filter(({ name }) => name !== 'ingest')
  .flatMap(({ routes = [] }) => routes)
  // What is behind them, test/site/api/visibility.test.ts asks for.
  .filter(({ path }) => !path.endsWith('+}'));
const PARAMETERS = {
  release: '1.0',
  section: 'people',
  feature: 'search',
  audience: 'team:search',
  period: '2024-01',
  token: CANARIES.comment,
};
const filled = (path: string) =>
  Object.entries(PARAMETERS).reduce((sofar, [name, value]) => sofar.replace(`{${name}}`, value), path);
const open = routes
  .filter(({ isPrivate }) => !isPrivate)
  .map(({ method, path }) => [method, filled(path), 200] as const);
const unsigned = routes
  .filter(({ path }) => path.includes('{token}'))
  .map(({ method, path }) => [method, filled(path), 403] as const);
const unknown = [
  '/digests/all/2024-02',
  '/api/digests/team:search/2023-12',
  '/due?team=nobody',
  '/nowhere',
  '/releases/unknown',
  '/api/v1/releases/unknown',
  '/api/v1/grades/search/stars',
  '/grades/search',
].map((path) => ['GET', path, 404] as const);
/** Nobody connected a sender to this host. */
const unconnected = sources.map(({ name }) => ['POST', `/webhooks/${name}`, 404] as const);

describe('What is for people inside only', () => {
  it.each([...open, ...unsigned, ...unknown, ...unconnected])(
    'is not in %s %s, which answers %i',
    async (method, path, expected) => {
      const { status, headers, body } = await askHost(host, method, path);
      expect(status).toBe(expected);
      expect(canariesIn(JSON.stringify({ headers, body }))).toEqual([]);
    },
  );

  it.each([
    ['/api/v1/catalog/features', [CANARIES.internal]],
    ['/api/v1/catalog/people', [CANARIES.name, CANARIES.email, CANARIES.login]],
    ['/api/v1/grades/search', [CANARIES.comment, CANARIES.evidence, CANARIES.speaker]],
    ['/api/v1/grades', []],
  ])('is given by %s to who holds the token', async (path, expected) => {
    const headers = { authorization: `Bearer ${host.apiToken}` };
    const answer = await fetch(`${host.address}${path}`, { headers });
    expect(canariesIn(await answer.text())).toEqual(expected);
  });

  it('is in no line of the log, however much is logged', async () => {
    const facts = { method: 'POST', body: JSON.stringify({ facts: told }) };
    const headers = { authorization: `Bearer ${host.apiToken}`, 'content-type': 'application/json' };
    expect((await fetch(`${host.address}/api/v1/facts`, { ...facts, headers })).status).toBe(400);
    expect((await fetch(`${host.address}/api/v1/facts`, facts)).status).toBe(401);
    expect(logged.join('\n')).toContain('"level":"ERROR"');
    expect(canariesIn(logged.join('\n'))).toEqual([]);
  });
});

it('The quarantine names the events that hold it, by reason', async () => {
  const { body } = await askHost(host, 'GET', '/internal/quarantine');
  for (const reason of ['ID_REUSED', 'BAD_TIME', 'BAD_FIELD', 'UNKNOWN_TYPE', 'UNKNOWN_VERSION'])
    expect(body).toContain(reason);
});
