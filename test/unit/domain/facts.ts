/** Short ways to tell facts in tests. Every one is read by its contract, as the ones that come in are. */
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { type Entity, type EntityKind, FACT_SOURCE } from '../../../events/contract.ts';
import { ChangeMerged } from '../../../events/facts/change-merged.ts';
import { ExemptionGranted } from '../../../events/facts/exemption-granted.ts';
import { ExemptionWithdrawn } from '../../../events/facts/exemption-withdrawn.ts';
import { FeatureFlagChanged } from '../../../events/facts/feature-flag-changed.ts';
import { FeatureRegistered } from '../../../events/facts/feature-registered.ts';
import { FeatureRenamed } from '../../../events/facts/feature-renamed.ts';
import { FeatureRetired } from '../../../events/facts/feature-retired.ts';
import { FeatureShipped } from '../../../events/facts/feature-shipped.ts';
import { ProjectEnded } from '../../../events/facts/project-ended.ts';
import { ProjectPaused } from '../../../events/facts/project-paused.ts';
import { ProjectResumed } from '../../../events/facts/project-resumed.ts';
import { ProjectStarted } from '../../../events/facts/project-started.ts';
import { ReleaseCancelled } from '../../../events/facts/release-cancelled.ts';
import { ReleaseCut } from '../../../events/facts/release-cut.ts';
import { ReleasePublished } from '../../../events/facts/release-published.ts';
import { ReleaseRenamed } from '../../../events/facts/release-renamed.ts';
import { ReleaseScheduled } from '../../../events/facts/release-scheduled.ts';
import { ShipmentPlanned } from '../../../events/facts/shipment-planned.ts';
import { ShipmentWithdrawn } from '../../../events/facts/shipment-withdrawn.ts';
import { TeamRegistered } from '../../../events/facts/team-registered.ts';
import { readFact } from '../../../events/read.ts';
import type { Cycle } from '../../../functions/domain/calendar.ts';
import { type Entry, inOrder } from '../../../functions/domain/entries.ts';
import { featuresNamed, type Work } from '../../../functions/domain/evidence.ts';
import { type FeatureState, foldFeature } from '../../../functions/domain/feature.ts';
import { namesBefore, renamedTo } from '../../../functions/domain/names.ts';
import { foldRelease, type ReleaseState } from '../../../functions/domain/release.ts';

/** A moment of 2024, UTC: `03-01` is its first moment, `03-01T12:00` noon. */
export const on = (day: string): string =>
  new Date(`2024-${day}${day.length > 5 ? '' : 'T00:00'}Z`).toISOString();

let told = 0;
/** Ids rise in the order of telling: of what happened at one moment, what is told later comes later. */
function nextId() {
  told += 1;
  return `told-${String(told).padStart(6, '0')}`;
}

type Common = 'version' | 'id' | 'occurredAt';

/** Tells facts of one contract; those that repeat `usual` fields need not name them. */
function telling<Type extends string, Detail extends { id: string }, Usual extends Partial<Detail>>(
  contract: { read(detail: unknown): { readonly type: Type; readonly detail: Detail } },
  usual: Usual,
) {
  return (
    day: string,
    fields: Omit<Detail, Common | keyof Usual> & Partial<Omit<Detail, 'version' | 'occurredAt'>>,
  ) => contract.read({ version: 1, id: nextId(), occurredAt: on(day), ...usual, ...fields });
}

const rank = { project: 'rank' };

export const teamRegistered = telling(TeamRegistered, { team: 'search', title: 'Search' });
export const featureRegistered = telling(FeatureRegistered, {
  title: 'Sort',
  team: 'search',
  maturity: 'beta',
});
export const featureRenamed = telling(FeatureRenamed, {});
export const featureRetired = telling(FeatureRetired, {});
export const projectStarted = telling(ProjectStarted, {
  ...rank,
  title: 'Ranking',
  team: 'search',
  train: 'server',
});
export const projectPaused = telling(ProjectPaused, rank);
export const projectResumed = telling(ProjectResumed, rank);
export const projectEnded = telling(ProjectEnded, rank);
export const releaseScheduled = telling(ReleaseScheduled, { train: 'server', kind: 'minor' });
export const releaseCut = telling(ReleaseCut, {});
export const releasePublished = telling(ReleasePublished, {});
export const releaseCancelled = telling(ReleaseCancelled, {});
export const releaseRenamed = telling(ReleaseRenamed, {});
export const planned = telling(ShipmentPlanned, { ...rank, release: '5.2' });
export const merged = telling(ChangeMerged, { ...rank, title: 'A change', url: 'https://example.com/1' });
export const shipped = telling(FeatureShipped, {
  ...rank,
  feature: 'sort',
  release: '5.2',
  exposure: 'on-by-default',
});
export const withdrawn = telling(ShipmentWithdrawn, {
  ...rank,
  feature: 'sort',
  release: '5.2',
  reason: 'it broke search',
});
export const flagChanged = telling(FeatureFlagChanged, { flag: 'new-sort' });
export const exempted = telling(ExemptionGranted, {
  ...rank,
  reason: 'a rewrite',
  approver: 'github:octocat',
});
export const exemptionWithdrawn = telling(ExemptionWithdrawn, rank);

/** A fact as a bus hands it over, read and digested. */
export function accepted({ type, detail }: Fact) {
  const read = readFact({ source: FACT_SOURCE, 'detail-type': type, detail });
  if (!read.ok) throw new Error(`${type} is refused: ${read.message}`);
  return read;
}

/** The entries of a ledger that holds these facts. */
export const entriesOf = (facts: readonly Fact[]): Entry[] =>
  facts.map((fact) => ({ fact: accepted(fact).fact, digest: accepted(fact).digest }));

/** Facts as a fold is handed them. */
export const ordered = (facts: readonly Fact[]): readonly Fact[] => inOrder(entriesOf(facts)).facts;

const speaksOf = (fact: Fact, kind: EntityKind, id: string) =>
  accepted(fact).entities.some((entity) => entity.kind === kind && entity.id === id);

/** An entity's own ledger, out of all that was told. */
export const ledgerOf = ({ kind, id }: Entity, all: readonly Fact[]): readonly Fact[] =>
  ordered(all.filter((fact) => speaksOf(fact, kind, id)));

/** A feature as it is under its present name, with what was said of it under the ones before. */
function presentFeature(name: string, all: readonly Fact[]): FeatureState {
  const own = ledgerOf({ kind: 'feature', id: name }, all);
  const to = renamedTo({ kind: 'feature', id: name }, own);
  if (to !== undefined) return presentFeature(to, all);
  const lineage = [name, ...namesBefore(name, all)];
  return foldFeature(
    name,
    ordered(all.filter((fact) => lineage.some((each) => speaksOf(fact, 'feature', each)))),
  );
}

/** What a project is judged by, out of all that was told. */
export function workOf(all: readonly Fact[], project = 'rank'): Work {
  const facts = ledgerOf({ kind: 'project', id: project }, all);
  const features = new Map(featuresNamed(facts).map((name) => [name, presentFeature(name, all)]));
  const names = all.flatMap((fact) => (fact.type === 'FeatureFlagChanged' ? fact.detail.flag : []));
  const flags = new Map(names.map((flag) => [flag, ledgerOf({ kind: 'flag', id: flag }, all)]));
  return { project, facts, features, flags };
}

/** Release 5.2 of the train `server`: what happened after the first of March, up to the first of April. */
export const cycle: Cycle = {
  release: '5.2',
  train: 'server',
  names: ['5.2'],
  predecessor: '5.1',
  after: on('03-01'),
  until: on('04-01'),
};

/** The states of the releases that facts speak of, each folded with the names before it. */
export function releasesOf(all: readonly Fact[]): ReleaseState[] {
  const names = new Set(
    all.flatMap((fact) => accepted(fact).entities.flatMap(({ kind, id }) => (kind === 'release' ? id : []))),
  );
  return [...names].map((name) => {
    const lineage = [name, ...namesBefore(name, all)];
    const facts = all.filter((fact) => lineage.some((each) => speaksOf(fact, 'release', each)));
    return foldRelease(name, ordered(facts));
  });
}

const day = fc.constantFrom('02-20', '03-01', '03-02', '03-15', '03-31T23:59', '04-01', '04-02', '05-01');
const feature = fc.constantFrom('sort', 'order');
const release = fc.constantFrom('5.1', '5.2', '5.3');
const flag = fc.constantFrom('new-sort', 'dark');
const scope = fc.oneof(
  release.map((name) => ({ release: name })),
  day.map((moment) => ({ until: on(moment) })),
);

type Make = (day: string, fields: { readonly id: string }) => Fact;
const often = (made: fc.Arbitrary<Make>, weight = 1) => ({ arbitrary: made, weight });
const making = <Fields>(
  fields: fc.Arbitrary<Fields>,
  make: (day: string, fields: Fields & { id: string }) => Fact,
) =>
  fields.map(
    (chosen): Make =>
      (when, { id }) =>
        make(when, { ...chosen, id }),
  );
const none = fc.constant({});

/** Any change of the project. */
export const anyChange = making(
  fc.record({
    feature: fc.option(feature),
    flag: fc.option(flag),
    release: fc.option(release, { freq: 3 }),
  }),
  merged,
);

const anyMake: fc.Arbitrary<Make> = fc.oneof(
  often(making(fc.record({ train: fc.constantFrom('server', 'extension') }), projectStarted)),
  often(making(fc.record({ features: fc.subarray(['sort', 'order']) }), projectStarted), 2),
  often(making(none, projectPaused)),
  often(making(none, projectResumed)),
  often(making(none, projectEnded)),
  often(anyChange, 4),
  often(making(fc.record({ feature, release }), shipped), 2),
  often(making(fc.record({ feature, release }), withdrawn), 2),
  often(making(fc.record({ flag, enabledByDefault: fc.boolean() }), flagChanged), 3),
  often(making(scope, exempted)),
  often(making(scope, exemptionWithdrawn)),
  often(making(fc.record({ feature, flag: fc.option(flag) }), featureRegistered), 2),
  often(making(fc.record({ feature, project: fc.constant('rank') }), featureRegistered)),
  often(making(fc.constant({ feature: 'sort', to: 'order' }), featureRenamed)),
  often(making(fc.record({ feature }), featureRetired)),
  often(making(none, teamRegistered)),
  often(making(fc.record({ release, kind: fc.constantFrom('minor', 'patch') }), releaseScheduled), 2),
  often(making(fc.record({ release }), releaseCut), 2),
  often(making(fc.record({ release }), releasePublished)),
  often(making(fc.record({ release }), releaseCancelled)),
  often(making(fc.constant({ release: '5.1', to: '5.0' }), releaseRenamed)),
);

/** Any fact about one project and what is around it, with one of these ids. */
export const anyFactWith = (ids: fc.Arbitrary<string>): fc.Arbitrary<Fact> =>
  fc.tuple(anyMake, day, ids).map(([make, when, id]) => make(when, { id }));

/** Ids that are shared now and then by different contents, as they should never be. */
const sharedId = fc.nat({ max: 40 }).map((at) => `fact-${at}`);

/** Facts about one project and what is around it, on few moments, so that many fall on one. */
export const anyFacts = fc.array(anyFactWith(sharedId), { maxLength: 25 });

/** The same facts in another order, some of them told again. */
export const retold = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> =>
  fc
    .subarray([...facts])
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }));

/** Facts, and the same ones in another order with repeats. */
export const factsRetold = anyFacts.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
