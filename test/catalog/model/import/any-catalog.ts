/** Any catalog: few names and few values, so that two catalogs often speak of the same, and often agree. */
import fc from 'fast-check';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import { on } from '../../../support/ledger-facts.ts';
import * as write from './catalogs.ts';

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 3 });

/** Records of some of these names, in any order. */
const some = <Record>(names: readonly string[], record: fc.Arbitrary<Record>) =>
  fc
    .shuffledSubarray([...names])
    .chain((ids) => fc.tuple(...ids.map((id) => record.map((made) => [id, made] as const))))
    .map((entries): ReadonlyMap<string, Record> => new Map(entries));

const features = ['sort', 'order', 'find'];
const feature = fc.constantFrom(...features);
const project = fc.constantFrom('rank', 'index');
const release = fc.constantFrom('5.1', '5.2', '5.0');
const team = fc.constantFrom('search', 'graph');
const text = fc.constantFrom('One', 'Two');
const moment = fc.constantFrom(on('01-01'), on('03-01'), on('05-01'), on('09-01'));

const anyTeam = fc
  .record({
    title: text,
    contacts: orNull(fc.record({ pm: orNull(text) })),
    areas: orNull(fc.subarray(['a', 'b'])),
    email: orNull(fc.constant('team@example.com')),
  })
  .map(write.team);
const anyPerson = fc
  .record({
    name: text,
    teams: orNull(fc.subarray(['search', 'graph'])),
    roles: orNull(fc.subarray(['marketing', 'legal'])),
  })
  .map(write.person);
const anyFeature = fc
  .record({
    title: text,
    team,
    maturity: fc.constantFrom('beta', 'ga'),
    project: orNull(project),
    docsUrl: orNull(fc.constantFrom('https://example.com/a', 'https://example.com/b')),
    compatibility: orNull(
      fc.dictionary(
        fc.constantFrom('gitlab', 'gerrit'),
        fc.constantFrom(true, false, 'partial' as const, null),
      ),
    ),
    internal: orNull(fc.record({ sales: orNull(text) })),
    formerly: fc.constantFrom<string[] | null>(
      null,
      null,
      null,
      null,
      null,
      ['sort'],
      ['order'],
      ['sort', 'find'],
    ),
    retired: fc.constantFrom(null, null, null, false, true, 'nobody used it'),
  })
  .map(write.feature);
const anyProject = fc
  .record({
    title: text,
    team,
    train: fc.constantFrom('server', 'extension'),
    features: orNull(fc.subarray(features)),
    startedAt: orNull(moment),
    status: orNull(fc.constantFrom('active' as const, 'paused' as const, 'ended' as const)),
    reason: orNull(text),
  })
  .map(write.project);
const anyRelease = fc
  .record({
    kind: fc.constantFrom('minor' as const, 'patch' as const),
    counts: orNull(fc.boolean()),
    releaseAt: orNull(moment),
    cutAt: orNull(moment),
    publishedAt: orNull(moment),
    cancelled: fc.constantFrom(null, false, true),
  })
  .map(write.release);
const anyCalendar = fc
  .record({
    title: orNull(text),
    holidays: orNull(fc.subarray([{ date: '2024-10-03' }, { date: '2024-12-25' }])),
  })
  .map(write.calendar);
const anySource = fc
  .record({
    train: orNull(fc.constant('server')),
    rules: orNull(
      fc.array(fc.record({ when: fc.record({ label: text }), project: orNull(project) }), { maxLength: 2 }),
    ),
    ships: orNull(fc.record({ types: orNull(fc.subarray(['feat', 'fix'])) })),
  })
  .map(write.source);
const anyChannel = fc
  .record({
    kind: fc.constantFrom('slack' as const, 'email' as const, 'webhook' as const),
    audience: fc.constantFrom('all', 'teams', 'team:search', 'org:code'),
    about: fc.subarray(['digest' as const, 'reviews' as const], { minLength: 1 }),
    periods: orNull(fc.subarray(['week' as const, 'month' as const])),
    role: orNull(fc.constantFrom('pm', 'marketing')),
  })
  .map(write.channel);
const anyTask = fc.record({
  task: text,
  project: orNull(project),
  release: orNull(release),
  feature: orNull(feature),
  exposure: orNull(fc.constantFrom('on-by-default' as const, 'off-by-default' as const)),
});
const anyRoadmap = fc
  .record({
    roadmap: orNull(fc.array(anyTask, { maxLength: 4 })),
    backlog: orNull(fc.array(text, { maxLength: 2 })),
  })
  .map(write.roadmap);
const anyExemption = fc
  .tuple(
    fc.oneof(fc.record({ release }), fc.record({ until: moment })),
    fc.record({ reason: text, approver: fc.constantFrom('team:search', 'person:ada') }),
  )
  .map(([scope, why]) => ({ ...scope, ...why }));
const anyWithdrawals = fc.uniqueArray(
  fc.record({ change: fc.constantFrom('pull:1', 'pull:2', 'fact-1'), reason: text }),
  { selector: ({ change }) => change },
);
const anyTerms = some(
  ['ga', 'beta', 'early'],
  fc.record({ title: text, description: orNull(text) }).map(write.term),
);
const anyCategories = some(
  ['docs', 'tests'],
  fc.record({ title: text, attestAgain: orNull(fc.boolean()) }).map(write.category),
).filter(({ size }) => size > 0);
const days = orNull(fc.constantFrom(2, 5));
const anyReviews = fc.record({
  fullBusinessDays: days,
  classes: orNull(
    fc.array(
      fc.record({
        changeClass: fc.constantFrom('press', 'post'),
        title: text,
        reviewers: orNull(fc.subarray(['marketing', 'legal'])),
        fullBusinessDays: days,
        neverLapses: orNull(fc.boolean()),
      }),
      { maxLength: 2 },
    ),
  ),
});
const anyStep = fc.record({
  step: fc.constantFrom('okr' as const, 'strategy' as const),
  every: fc.constantFrom('week' as const, 'month' as const),
  title: text,
  confirms: orNull(fc.constantFrom('team' as const, 'features' as const)),
  teams: orNull(fc.subarray(['search', 'graph'])),
});
const anyLaunchTask = fc.record({
  tier: fc.constantFrom('L1' as const, 'L2' as const),
  task: fc.constantFrom('post', 'talk'),
  title: text,
  before: fc.constantFrom('P2M', 'P14D'),
});
const anyRubric = fc.record({
  version: fc.constantFrom('1', '2'),
  categories: anyCategories,
  reviews: orNull(anyReviews),
  cadence: orNull(fc.array(anyStep, { maxLength: 3 })),
  launches: orNull(fc.array(anyLaunchTask, { maxLength: 3 })),
  timeZone: orNull(fc.constantFrom('Europe/Berlin', 'Asia/Kolkata')),
});

export const anyCatalog: fc.Arbitrary<Catalog> = fc.record({
  teams: maybe(some(['search', 'graph'], anyTeam)),
  people: maybe(some(['ada', 'bob'], anyPerson)),
  features: maybe(some(features, anyFeature)),
  projects: maybe(some(['rank', 'index'], anyProject)),
  releases: maybe(some(['5.0', '5.1', '5.2'], anyRelease)),
  accounts: maybe(
    some(['acc-1', 'acc-2'], fc.record({ name: text, aliases: orNull(fc.array(text, { maxLength: 2 })) })),
  ),
  calendars: maybe(some(['de', 'us'], anyCalendar)),
  sources: maybe(some(['github:acme/app'], anySource)),
  channels: maybe(some(['news', 'digests'], anyChannel)),
  roadmap: maybe(some(['search', 'graph'], anyRoadmap)),
  facts: maybe(
    some(
      ['alone', 'apart'],
      fc.dictionary(fc.constantFrom('p95', 'tested'), fc.constantFrom(1, true, 'x', null)),
    ),
  ),
  exemptions: maybe(some(['rank', 'index'], fc.array(anyExemption, { maxLength: 3 }))),
  withdrawals: maybe(some(['rank', 'index'], anyWithdrawals)),
  rubric: maybe(anyRubric),
  vocabularies: fc.record({ maturity: anyTerms, deployment: anyTerms }, { requiredKeys: [] }),
});

/** Maps by id in another order; terms, categories and lists have an order that is meant. */
export const turned = (catalog: Catalog): Catalog => ({
  ...catalog,
  teams: reversed(catalog.teams),
  people: reversed(catalog.people),
  features: reversed(catalog.features),
  projects: reversed(catalog.projects),
  releases: reversed(catalog.releases),
  accounts: reversed(catalog.accounts),
  calendars: reversed(catalog.calendars),
  sources: reversed(catalog.sources),
  channels: reversed(catalog.channels),
  roadmap: reversed(catalog.roadmap),
  facts: reversed(catalog.facts),
  exemptions: reversed(catalog.exemptions),
  withdrawals: reversed(catalog.withdrawals),
});

const reversed = <Record>(records: ReadonlyMap<string, Record> | undefined) =>
  records && new Map([...records].reverse());
