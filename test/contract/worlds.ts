/** Two organisations with the same teams, features, projects and releases: one with the best grades, one with the worst. */
import { change, cut, type Entry, fact, registered, scheduled, started } from '../support/facts.ts';

export type Quality = 'best' | 'worst';

const RELEASES = [1, 2, 3, 4, 5].map((month) => ({ release: `${month}.0`, day: `2024-0${month + 1}-01` }));
const PROJECTS = ['crawl', 'rank', 'index'];
const FEATURES = ['zero', 'revoked', 'expired', 'backwards', 'retired'];
const CATEGORIES = ['docs', 'security', 'support', 'speed'] as const;

/** What both have. One category's star expires after a month, another's is given by a rule. */
const common: readonly Entry[] = [
  // It names a release that nobody has, so no verdict depends on it.
  change('rank', '2024-01-10', { release: '0.0' }, 'c1'),
  fact('TeamRegistered', '2024-01-01', {
    team: 'search',
    title: 'Search',
    org: 'code',
    department: 'product',
    areas: ['find'],
  }),
  fact('TeamRegistered', '2024-01-01', { team: 'docs', title: 'Docs' }),
  fact('AccountRegistered', '2024-01-01', { account: 'acc-1', name: 'Globex' }),
  fact('PersonRegistered', '2024-01-01', { person: 'ada', name: 'Ada', teams: ['search', 'docs'] }),
  // It is about another org, so nothing is sent.
  fact('ChannelRegistered', '2024-01-01', {
    channel: 'news',
    kind: 'email',
    audience: 'org:other',
    about: ['launches'],
    to: 'news@example.com',
  }),
  fact('RubricPublished', '2024-01-01', {
    rubricVersion: '1',
    approvals: { approvers: ['person:ada'] },
    categories: CATEGORIES.map((category) => ({
      category,
      title: category,
      team: 'docs',
      policy: category === 'speed' ? 'check' : category === 'support' ? 'both' : 'team',
      criteria: 'Good enough.',
      ...(category === 'speed' ? { check: 'facts.p95 <= 300' } : {}),
      ...(category === 'security' ? { expiresAfter: 'P1M' } : {}),
    })),
  }),
  ...PROJECTS.map((project) => started(project)),
  ...FEATURES.map((feature) =>
    registered(feature, '2024-01-02', { maturity: 'ga', project: 'rank', flag: `${feature}-flag` }),
  ),
  // The exposure decides verdicts, so it is the same in both for what ships.
  ...['revoked', 'expired'].map((feature) =>
    fact('FeatureFlagChanged', '2024-01-05', { flag: `${feature}-flag`, enabledByDefault: true }),
  ),
  ...RELEASES.map(({ release, day }) => scheduled(release, day)),
  scheduled('6.0', '2024-07-01'),
  ...RELEASES.map(({ release, day }) => cut(release, day)),
];

const star = (
  type: 'StarGranted' | 'StarRevoked',
  day: string,
  feature: string,
  category: string,
  side: 'team' | 'author' = 'team',
) => fact(type, day, { feature, category, side, rubricVersion: '1', actor: 'person:ada' });

/** A star that is granted now has not expired. */
const today = new Date().toISOString();

const best: readonly Entry[] = [
  ...common,
  ...FEATURES.flatMap((feature) => [
    ...CATEGORIES.slice(0, 3).map((category) => star('StarGranted', today, feature, category)),
    star('StarGranted', today, feature, 'support', 'author'),
    fact('FactRecorded', '2024-01-04', { feature, key: 'p95', value: 100 }),
  ]),
  ...PROJECTS.flatMap((project) =>
    RELEASES.map(({ release }) => change(project, '2024-01-10', { release, feature: 'zero' })),
  ),
];

const worst: readonly Entry[] = [
  ...common,
  ...['docs', 'security', 'support'].map((category) =>
    star('StarRevoked', '2024-03-01', 'revoked', category),
  ),
  star('StarGranted', '2024-01-03', 'expired', 'security'),
  fact('FactRecorded', '2024-01-04', { feature: 'revoked', key: 'p95', value: 9000 }),
  fact('FeatureRetired', '2024-03-01', { feature: 'retired', reason: 'Nobody used it.' }),
  registered('backwards', '2024-03-01', { maturity: 'beta' }),
  registered('backwards', '2024-04-01', { maturity: 'not_implemented' }),
  fact('FeatureFlagChanged', '2024-04-02', { flag: 'backwards-flag', enabledByDefault: true }),
  fact('FeatureFlagChanged', '2024-04-02', { flag: 'zero-flag', enabledByDefault: false }),
  star('StarGranted', '2024-03-01', 'nobody-registered-this', 'docs'),
];

const facts: Readonly<Record<Quality, readonly Entry[]>> = { best, worst };

/** Lines that cannot be read must not change an exit status either. */
const unreadable = [
  'this is not JSON',
  JSON.stringify(fact('ReleaseCut', '2024-02-30T00:00:00Z', { release: '1.0' })),
  JSON.stringify({
    ...fact('ProjectPaused', '2024-02-01', { project: 'rank' }),
    'detail-type': 'ProjectPausd',
  }),
];

/** As `replay` reads them. */
export const linesOf = (quality: Quality): string =>
  [...facts[quality].map((entry) => JSON.stringify(entry)), ...(quality === 'worst' ? unreadable : [])].join(
    '\n',
  );

/** Facts of one more release: each kind of shipment, of features with and without stars. */
export const shipments: readonly Entry[] = [
  fact('ShipmentPlanned', '2024-06-02', { project: 'rank', release: '6.0', feature: 'zero' }),
  fact('FeatureShipped', '2024-06-03', {
    project: 'rank',
    feature: 'zero',
    release: '6.0',
    exposure: 'on-by-default',
  }),
  change('crawl', '2024-06-04', { feature: 'revoked' }),
  change('index', '2024-06-05', { feature: 'expired', flag: 'dark' }),
  registered('brand-new', '2024-06-06', { maturity: 'ga', project: 'index' }),
  cut('6.0', '2024-07-01'),
  // What this source sent before it was mapped is attributed now.
  fact('SourceRegistered', '2024-06-07', { source: 'github:acme/app', project: 'rank' }),
];
