/** A story that touches every kind of ledger, with renames, late facts, conflicts and unknown events. */
import type { Entry } from '../support/facts.ts';

let count = 0;

function fact(type: string, occurredAt: string, fields: Record<string, unknown>, id?: string): Entry {
  count += 1;
  const detail = { version: 1, id: id ?? `story-${count}`, occurredAt: `2024-${occurredAt}:00Z`, ...fields };
  return { source: 'shipshape', 'detail-type': type, detail };
}

const change = (project: string, at: string, fields: Record<string, unknown> = {}, id?: string) =>
  fact(
    'ChangeMerged',
    at,
    { project, title: `Change of ${project}`, url: 'https://example.com/1', ...fields },
    id,
  );

const category = (name: string, policy: string, fields: Record<string, unknown> = {}) => ({
  category: name,
  title: name,
  team: 'search',
  policy,
  criteria: `What ${name} asks.`,
  ...fields,
});

const star = (type: string, at: string, fields: Record<string, unknown>) =>
  fact(type, at, { side: 'team', rubricVersion: '1', ...fields });

export const story: readonly Entry[] = [
  fact('TeamRegistered', '01-01T00:00', { team: 'search', title: 'Search', timeZone: 'Europe/Berlin' }),
  fact('ProjectStarted', '01-01T00:00', {
    project: 'rank',
    title: 'Ranking',
    team: 'search',
    train: 'server',
    features: ['sort'],
  }),
  fact('ProjectStarted', '01-01T00:00', {
    project: 'index',
    title: 'Indexing',
    team: 'search',
    train: 'server',
  }),
  fact('ProjectStarted', '01-01T00:00', {
    project: 'login',
    title: 'Login',
    team: 'auth#1',
    train: 'server',
  }),
  fact('ProjectStarted', '02-10T00:00', {
    project: 'login',
    title: 'Login',
    team: 'auth',
    train: 'extension',
  }),
  fact('FeatureRegistered', '01-02T00:00', {
    feature: 'sort',
    title: 'Sort',
    team: 'search',
    maturity: 'beta',
    flag: 'new-sort',
  }),
  fact('FeatureRegistered', '02-15T00:00', {
    feature: 'order',
    title: 'Order',
    team: 'search',
    maturity: 'ga',
  }),
  fact('FeatureRenamed', '02-14T00:00', { feature: 'sort', to: 'order' }),
  fact('FeatureRegistered', '01-03T00:00', {
    feature: 'sso',
    title: 'SSO',
    team: 'auth',
    maturity: 'beta',
    project: 'login',
    flag: 'sso',
  }),
  fact('FeatureFlagChanged', '02-05T00:00', { flag: 'sso', enabledByDefault: true }),
  fact('FeatureFlagChanged', '01-20T00:00', { flag: 'new-sort', enabledByDefault: false }),
  fact('FeatureFlagChanged', '02-20T00:00', { flag: 'new-sort', enabledByDefault: true }),
  fact('ReleaseScheduled', '01-01T00:00', {
    release: '1.0',
    train: 'server',
    kind: 'minor',
    branchCutAt: '2024-01-31T00:00:00Z',
  }),
  fact('ReleaseScheduled', '01-05T00:00', {
    release: '1.1',
    train: 'server',
    kind: 'minor',
    branchCutAt: '2024-02-28T00:00:00Z',
    opensAt: '2024-02-01T00:00:00Z',
  }),
  fact('ReleaseScheduled', '01-06T00:00', { release: '1.0.1', train: 'server', kind: 'patch' }),
  fact('ReleaseScheduled', '01-07T00:00', { release: '0.9', train: 'server', kind: 'minor' }),
  fact('ReleaseScheduled', '01-08T00:00', {
    release: '1.2',
    train: 'server',
    kind: 'minor',
    releaseAt: '2024-03-30T00:00:00Z',
  }),
  fact('ReleaseCut', '01-31T12:00', { release: '1.0' }),
  fact('ReleaseCut', '02-10T12:00', { release: '1.0.1' }),
  fact('ReleaseCut', '01-15T00:00', { release: '0.9' }),
  fact('ReleaseCancelled', '01-16T00:00', { release: '0.9' }),
  fact('ReleasePublished', '03-02T00:00', { release: '1.1' }),
  fact('ReleaseRenamed', '02-22T00:00', { release: '1.1', to: '2.0' }),
  fact('ReleasePublished', '04-01T00:00', { release: '1.2' }),
  change('rank', '01-10T00:00', { feature: 'sort' }),
  change('rank', '02-12T00:00', { flag: 'new-sort' }, 'twice'),
  change('rank', '02-13T00:00', {}, 'twice'),
  change('index', '02-25T00:00', { release: '1.0' }),
  fact('FeatureShipped', '03-20T00:00', {
    project: 'index',
    feature: 'crawl',
    release: '1.1',
    exposure: 'off-by-default',
  }),
  fact('ShipmentWithdrawn', '03-21T00:00', {
    project: 'index',
    feature: 'crawl',
    release: '2.0',
    reason: 'It lost data.',
  }),
  fact('ExemptionGranted', '03-22T00:00', {
    project: 'index',
    release: '1.1',
    reason: 'On call.',
    approver: 'team:search',
  }),
  fact('ProjectPaused', '03-05T00:00', { project: 'index', reason: 'Waiting.' }),
  fact('RubricPublished', '01-01T00:00', {
    rubricVersion: '1',
    categories: [
      category('docs', 'both'),
      category('security', 'team', { expiresAfter: 'P30D' }),
      category('speed', 'check', { check: 'facts.p95 <= 300 && facts.tested' }),
    ],
  }),
  fact('RubricPublished', '03-20T00:00', {
    rubricVersion: '2',
    categories: [category('docs', 'author'), category('security', 'either', { attestAgain: true })],
  }),
  star('StarGranted', '03-06T00:00', { feature: 'order', category: 'docs' }),
  star('StarGranted', '01-20T00:00', { feature: 'sort', category: 'docs', side: 'author' }),
  star('StarGranted', '03-06T00:00', { feature: 'order', category: 'security' }),
  star('StarRevoked', '03-06T00:00', { feature: 'order', category: 'security' }),
  star('StarNotApplicable', '03-07T00:00', { feature: 'sso', category: 'docs', comment: 'None needed.' }),
  star('StarGranted', '03-22T00:00', { feature: 'sso', category: 'security', rubricVersion: '2' }),
  star('StarGranted', '03-22T00:00', { feature: 'nobody-registered-this', category: 'docs' }),
  fact('FactRecorded', '03-08T00:00', { feature: 'sso', key: 'p95', value: 250 }),
  fact('FactRecorded', '03-09T00:00', { feature: 'sso', key: 'p95', value: 350 }),
  fact('RecordVerified', '03-09T00:00', { entity: 'feature:sort', fields: ['maturity'] }),
  fact('RecordVerified', '03-10T00:00', { entity: 'team:search' }),
  fact('PersonRegistered', '01-02T00:00', { person: 'ada', name: 'Ada', teams: ['search'] }),
  fact('PersonRegistered', '02-02T00:00', { person: 'ada', name: 'Ada', teams: ['auth'] }),
  fact('RecordRetired', '03-02T00:00', { entity: 'person:ada' }),
  fact('RecordRetired', '03-02T00:00', { entity: 'team:search' }),
  fact('VocabularyPublished', '01-02T00:00', {
    vocabulary: 'maturity',
    terms: [{ term: 'ga', title: 'Everywhere' }],
  }),
  fact('RoadmapPublished', '01-02T00:00', { team: 'search', backlog: ['Faster sorting'] }),
  fact('ShipmentPlanned', '01-09T00:00', { project: 'rank', release: '1.1' }),
  fact('ShipmentUnplanned', '01-10T00:00', { project: 'rank', release: '1.1' }),
  fact('ReleaseCut', '02-02T00:00', { release: 'nobody-scheduled-this' }),
  change('nobody-started-this', '02-03T00:00'),
  fact('ChangeMergd', '02-04T00:00', { project: 'rank' }),
  fact('ReleaseCut', '02-30T00:00', { release: '1.0' }),
];
