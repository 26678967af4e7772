/** One of every kind of fact, drawn by chance. The compiler asks for a new kind here as soon as there is one. */
import type { Fact } from '../../events/catalogue.ts';
import type { Fields } from '../support/facts.ts';
import type { Draw } from './draw.ts';

type Maker<Type extends Fact['type']> = (draw: Draw) => Fields<Type>;

const EXPOSURES = ['on-by-default', 'off-by-default'] as const;
const STAGES = ['eap', 'beta'] as const;
const CATEGORIES = ['docs', 'security', 'speed'] as const;
const VERSIONS = ['1', '2'] as const;
const REASON = 'There was one: account:acc-1 asked.';

const scope = (draw: Draw) =>
  draw.chance.hits(0.6) ? { release: draw.name('release') } : { until: draw.moment() };

const star = (draw: Draw) => ({
  feature: draw.name('feature'),
  category: draw.of(CATEGORIES),
  side: draw.of(['team', 'author'] as const),
  rubricVersion: draw.of(VERSIONS),
});

const shipment = (draw: Draw) => ({
  project: draw.name('project'),
  feature: draw.name('feature'),
  release: draw.name('release'),
});

/** One of the ids that the first facts of a stream have, some of which are changes. */
const change = (draw: Draw) => draw.of(['w0', 'w1', 'w2', 'w3', 'e9', 'e10', 'e11', 'e12', 'e13', 'e14']);

const SOURCES = ['github:acme/app', 'gitlab:acme/web'] as const;
const TITLES = ['A change', 'Another change'] as const;
const addressIn = (draw: Draw) => `https://example.com/${draw.of([1, 2, 3, 4])}`;

const named = (draw: Draw) =>
  draw.chance.hits(0.5)
    ? { url: addressIn(draw) }
    : {
        title: draw.of([...TITLES, 'Revert "A change"']),
        commit: draw.field(() => draw.of(['abc1234', 'def5678'])),
      };

/** Where a change was merged, with what others name it by. */
const merging = (draw: Draw) => ({
  url: addressIn(draw),
  source: draw.chance.hits(0.7) ? draw.of(SOURCES) : undefined,
  commit: draw.chance.hits(0.3) ? draw.of(['abc1234', 'def5678']) : undefined,
  reapplies: draw.chance.hits(0.1) ? named(draw) : undefined,
});

const accountOf = (draw: Draw) => ({
  feature: draw.name('feature'),
  account: draw.of(['acc-1', 'acc-2']),
  stage: draw.field(() => draw.of(STAGES)),
});

const category = (draw: Draw, name: string) => {
  const policy = draw.of(['team', 'author', 'either', 'both', 'check'] as const);
  return {
    category: name,
    title: name,
    team: draw.name('team'),
    policy,
    criteria: 'It does what it says.',
    check: policy === 'check' ? draw.of(['facts.p95 <= 300', 'facts.p95 <= 300 && facts.tested']) : undefined,
    expiresAfter: draw.chance.hits(0.3) ? draw.of(['P30D', 'P200Y']) : undefined,
    enabledFrom: draw.chance.hits(0.3) ? draw.moment() : undefined,
    attestAgain: draw.chance.hits(0.4) ? true : undefined,
  };
};

const record = (draw: Draw) =>
  draw.of([
    `team:${draw.name('team')}`,
    'person:ada',
    'account:acc-1',
    'calendar:de',
    'source:github:acme/app',
    'vocabulary:maturity',
    `roadmap:${draw.name('team')}`,
    'channel:news',
    `flag:${draw.name('flag')}`,
  ]);

const anything = (draw: Draw) =>
  draw.of([
    record(draw),
    `feature:${draw.name('feature')}`,
    `project:${draw.name('project')}`,
    `release:${draw.name('release')}`,
    `train:${draw.name('train')}`,
    `flag:${draw.name('flag')}`,
    'rubric:rubric',
    'review:launch',
  ]);

function renamed(draw: Draw, kind: 'feature' | 'release') {
  const from = draw.name(kind);
  return { from, to: draw.otherThan(kind, from) };
}

export const kinds: { readonly [Type in Fact['type']]: Maker<Type> } = {
  TeamRegistered: (draw) => ({
    team: draw.name('team'),
    title: draw.of(['Search', 'Auth']),
    org: draw.field(() => 'product'),
    timeZone: draw.field(() => 'Europe/Berlin'),
  }),
  PersonRegistered: (draw) => ({
    person: 'ada',
    name: draw.of(['Ada', 'Ada N.']),
    teams: draw.field(() => [draw.name('team')]),
  }),
  RoadmapPublished: (draw) => ({
    team: draw.name('team'),
    backlog: draw.field(() => [draw.of(['Faster', 'Smaller'])]),
  }),
  FeatureRegistered: (draw) => ({
    feature: draw.name('feature'),
    title: draw.of(['Sort', 'Order']),
    team: draw.name('team'),
    maturity: draw.field(() => draw.of(['beta', 'ga'])),
    project: draw.field(() => draw.name('project')),
    flag: draw.field(() => draw.name('flag')),
  }),
  FeatureRenamed: (draw) => {
    const { from, to } = renamed(draw, 'feature');
    return { feature: from, to };
  },
  FeatureRetired: (draw) => ({ feature: draw.name('feature'), reason: draw.field(() => REASON) }),
  ProjectStarted: (draw) => ({
    project: draw.name('project'),
    title: draw.of(['Ranking', 'Indexing']),
    team: draw.name('team'),
    train: draw.name('train'),
    features: draw.field(() => [draw.name('feature')]),
  }),
  ProjectPaused: (draw) => ({ project: draw.name('project'), reason: draw.field(() => REASON) }),
  ProjectResumed: (draw) => ({ project: draw.name('project') }),
  ProjectEnded: (draw) => ({ project: draw.name('project') }),
  ReleaseScheduled: (draw) => ({
    release: draw.name('release'),
    train: draw.name('train'),
    kind: draw.chance.hits(0.2) ? draw.of(['patch', undefined]) : 'minor',
    counts: draw.chance.hits(0.1) ? draw.of([true, false]) : undefined,
    opensAt: draw.field(() => draw.moment()),
    branchCutAt: draw.field(() => draw.moment()),
    releaseAt: draw.field(() => draw.moment()),
    releaseVersion: draw.field(() => draw.of(['5.4', '5.04.0', '5.5'])),
    provisional: draw.chance.hits(0.4) ? true : undefined,
  }),
  ReleaseDated: (draw) => ({
    release: draw.name('release'),
    cutAt: draw.chance.hits(0.3) ? null : draw.moment(),
    publishedAt: draw.field(() => draw.moment()),
  }),
  ReleaseCut: (draw) => ({ release: draw.name('release') }),
  ReleasePublished: (draw) => ({ release: draw.name('release') }),
  ReleaseCancelled: (draw) => ({
    release: draw.name('release'),
    provisional: draw.chance.hits(0.4) ? true : undefined,
  }),
  ReleaseRenamed: (draw) => {
    const { from, to } = renamed(draw, 'release');
    return { release: from, to };
  },
  ShipmentPlanned: (draw) => ({
    project: draw.name('project'),
    release: draw.name('release'),
    feature: draw.field(() => draw.name('feature')),
  }),
  ShipmentUnplanned: (draw) => ({
    project: draw.name('project'),
    release: draw.name('release'),
    feature: draw.field(() => draw.name('feature')),
  }),
  ChangeMerged: (draw) => ({
    project: draw.name('project'),
    title: draw.of(TITLES),
    feature: draw.field(() => draw.name('feature')),
    flag: draw.chance.hits(0.35) ? draw.name('flag') : undefined,
    release: draw.chance.hits(0.25) ? draw.name('release') : undefined,
    ...merging(draw),
  }),
  ChangeUndecided: (draw) => ({
    project: draw.name('project'),
    title: draw.of(TITLES),
    url: addressIn(draw),
    release: draw.chance.hits(0.2) ? draw.name('release') : undefined,
  }),
  ChangeWithdrawn: (draw) => ({ project: draw.name('project'), change: change(draw), reason: REASON }),
  ChangeReinstated: (draw) => ({ project: draw.name('project'), change: change(draw) }),
  ChangeReverted: (draw) => ({
    url: addressIn(draw),
    source: draw.of(SOURCES),
    release: draw.chance.hits(0.15) ? draw.name('release') : undefined,
    projects: draw.field(() => [draw.name('project')]),
    title: draw.of([...TITLES, 'Revert "A change"']),
    reverts: named(draw),
  }),
  FeatureShipped: (draw) => ({ ...shipment(draw), exposure: draw.of(EXPOSURES) }),
  ShipmentWithdrawn: (draw) => ({ ...shipment(draw), reason: REASON }),
  FeatureFlagRegistered: (draw) => ({
    flag: draw.name('flag'),
    team: draw.field(() => draw.name('team')),
    kind: draw.field(() => draw.of(['beta', 'ops'])),
    since: draw.field(() => '16.10'),
  }),
  FeatureFlagChanged: (draw) => {
    const flag = draw.name('flag');
    if (draw.chance.hits(0.6)) return { flag, enabledByDefault: true };
    const share = draw.field(() => draw.of([{ percent: 25 }, { percent: 50, segments: ['beta'] }]));
    return { flag, enabledByDefault: false, share };
  },
  StarGranted: star,
  StarRevoked: star,
  StarNotApplicable: (draw) => ({ ...star(draw), comment: REASON }),
  FactRecorded: (draw) =>
    draw.chance.hits(0.7)
      ? { feature: draw.name('feature'), key: 'p95', value: draw.of([250, 350, null]) }
      : { feature: draw.name('feature'), key: 'tested', value: draw.of([true, false]) },
  RubricPublished: (draw) => ({
    rubricVersion: draw.of(VERSIONS),
    categories: draw.chance
      .shuffled(CATEGORIES)
      .slice(0, 1 + draw.chance.below(CATEGORIES.length))
      .map((name) => category(draw, name)),
  }),
  VocabularyPublished: (draw) => ({
    vocabulary: draw.of(['maturity', 'use-cases'] as const),
    terms: [{ term: draw.of(['ga', 'beta']), title: 'Everywhere' }],
  }),
  CalendarPublished: (draw) => ({
    calendar: 'de',
    title: draw.field(() => 'Germany'),
    holidays: [{ date: draw.of(['2024-01-01', '2024-05-01']) }],
  }),
  SourceRegistered: (draw) => ({
    source: draw.of(['github:acme/app', 'launchdarkly:web/production']),
    project: draw.field(() => draw.name('project')),
    train: draw.field(() => draw.name('train')),
    commandsFrom: draw.field(() => [draw.of(['MEMBER', 'CONTRIBUTOR'])]),
  }),
  ExemptionRequested: (draw) => ({ project: draw.name('project'), ...scope(draw), reason: REASON }),
  ExemptionGranted: (draw) => ({
    project: draw.name('project'),
    ...scope(draw),
    reason: REASON,
    approver: 'team:tm',
  }),
  ExemptionWithdrawn: (draw) => ({ project: draw.name('project'), ...scope(draw) }),
  ReviewRequested: (draw) => ({
    review: 'launch',
    changeClass: 'major',
    subject: 'A launch',
    reviewers: [`team:${draw.name('team')}`],
    feature: draw.field(() => draw.name('feature')),
  }),
  ReviewAnswered: (draw) => ({
    review: draw.of(['launch', 'other']),
    answer: draw.of(['approve', 'object', 'nothing-to-note'] as const),
  }),
  ReviewAnswerWithdrawn: (draw) => ({ review: draw.of(['launch', 'other']) }),
  ReviewReturned: () => ({ review: 'launch', comment: REASON }),
  ReviewResubmitted: () => ({ review: 'launch' }),
  RecordVerified: (draw) => ({
    entity: anything(draw),
    fields: draw.field(() => [draw.of(['title', 'maturity', 'train'])]),
  }),
  RecordRetired: (draw) => ({ entity: record(draw), reason: draw.field(() => REASON) }),
  CadenceCompleted: (draw) => ({ team: draw.name('team'), step: 'okr', period: '2024-Q1' }),
  EnrollmentOpened: (draw) => ({ feature: draw.name('feature'), stage: draw.of(STAGES) }),
  EnrollmentClosed: (draw) => ({ feature: draw.name('feature'), stage: draw.of(STAGES) }),
  AccountRegistered: (draw) => ({
    account: draw.of(['acc-1', 'acc-2']),
    name: draw.of(['Globex', 'Initech']),
    aliases: draw.field(() => [draw.of(['GX', 'IT'])]),
  }),
  AccountEnrolled: accountOf,
  AccountLeft: accountOf,
  ChannelRegistered: (draw) => ({
    channel: 'news',
    kind: 'email',
    audience: draw.of(['all', `team:${draw.name('team')}`]),
    about: ['digest'],
  }),
  ChannelTestRequested: () => ({ channel: 'news' }),
  MessageRetried: (draw) => ({
    ...(draw.chance.hits(0.5) ? { channel: 'news' } : { team: draw.name('team') }),
    message: 'msg_1',
  }),
  ChannelMuted: (draw) => ({ channel: 'news', until: draw.moment() }),
  EntitySnoozed: (draw) => ({
    entity: draw.of([`team:${draw.name('team')}`, `feature:${draw.name('feature')}`, 'review:launch']),
    until: draw.moment(),
  }),
};
