/** Short ways to tell facts in tests. Every one is read by its contract, as the ones that come in are. */
import fc from 'fast-check';
import type { Fact } from '../../events/catalogue.ts';
import { type Entity, type EntityKind, FACT_SOURCE } from '../../events/contract.ts';
import {
  ChangeMerged,
  ChangeReinstated,
  ChangeReverted,
  ChangeUndecided,
  ChangeWithdrawn,
} from '../../events/facts/change.ts';
import { ExemptionGranted, ExemptionRequested, ExemptionWithdrawn } from '../../events/facts/exemption.ts';
import {
  FeatureFlagChanged,
  FeatureRegistered,
  FeatureRenamed,
  FeatureRetired,
} from '../../events/facts/feature.ts';
import { ProjectEnded, ProjectPaused, ProjectResumed, ProjectStarted } from '../../events/facts/project.ts';
import {
  ReleaseCancelled,
  ReleaseCut,
  ReleaseDated,
  ReleasePublished,
  ReleaseRenamed,
  ReleaseScheduled,
} from '../../events/facts/release.ts';
import { FeatureShipped, ShipmentPlanned, ShipmentWithdrawn } from '../../events/facts/shipment.ts';
import { TeamRegistered } from '../../events/facts/team.ts';
import { type Accepted, readFact } from '../../events/read.ts';
import type { Cycle } from '../../functions/catalog/model/calendar.ts';
import { foldFeature } from '../../functions/catalog/model/feature.ts';
import { foldRelease, type ReleaseState } from '../../functions/catalog/model/release.ts';
import { type Placed, placesOf } from '../../functions/kernel/ledger/parts.ts';
import { compare, distinct, type Entry, inOrder, type Mention } from '../../functions/kernel/model/facts.ts';
import { type Identity, identityOf } from '../../functions/kernel/model/identity.ts';
import type { Work } from '../../functions/verdicts/model/evidence.ts';

/** A moment of 2024, UTC: `03-01` is its first moment, `03-01T12:00` noon. */
export const on = (day: string): string =>
  new Date(`2024-${day}${day.length > 5 ? '' : 'T00:00'}Z`).toISOString();

let told = 0;
/** Ids rise in the order of creation, which is the order of facts of one moment. */
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
export const releaseDated = telling(ReleaseDated, {});
export const releasePublished = telling(ReleasePublished, {});
export const releaseCancelled = telling(ReleaseCancelled, {});
export const releaseRenamed = telling(ReleaseRenamed, {});
export const planned = telling(ShipmentPlanned, { ...rank, release: '5.2' });
export const merged = telling(ChangeMerged, { ...rank, title: 'A change', url: 'https://example.com/1' });
export const undecided = telling(ChangeUndecided, {
  ...rank,
  title: 'A change',
  url: 'https://example.com/1',
});
export const changeWithdrawn = telling(ChangeWithdrawn, {
  ...rank,
  reason: 'It is work of another project.',
});
export const reverted = telling(ChangeReverted, {
  source: 'github:acme/app',
  projects: ['rank'],
  url: 'https://github.com/acme/app/pull/8',
  title: 'Revert "feat: offline mode"',
});
export const changeReinstated = telling(ChangeReinstated, rank);
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
export const exemptionRequested = telling(ExemptionRequested, { ...rank, reason: 'a rewrite' });
export const exemptionWithdrawn = telling(ExemptionWithdrawn, rank);

/** Facts are read once: properties ask for the same ledgers again and again. */
const seen = new WeakMap<Fact, Accepted>();

/** A fact as a bus hands it over, read and digested. */
export function accepted(fact: Fact): Accepted {
  const known = seen.get(fact);
  if (known !== undefined) return known;
  const read = readFact({ source: FACT_SOURCE, 'detail-type': fact.type, detail: fact.detail });
  if (!read.ok) throw new Error(`${fact.type} is refused: ${read.message}`);
  seen.set(fact, read);
  return read;
}

/**
 * The entries of one ledger that holds these facts, in order: each content once and, of those that share an id, the one
 * that happened first.
 */
export function entriesOf(facts: readonly Fact[]): Entry[] {
  const once = new Map(facts.map(accepted).map(({ fact, digest }) => [digest, { fact, digest }]));
  const byId = Map.groupBy(once.values(), ({ fact }) => fact.detail.id);
  return [...byId.values()].flatMap((same) => same.toSorted(inOrder).slice(0, 1)).toSorted(inOrder);
}

/** Facts as a fold is handed them. */
export const ordered = (facts: readonly Fact[]): readonly Fact[] => entriesOf(facts).map(({ fact }) => fact);

const placesIn = ({ kind, id }: Entity, fact: Fact): Placed[] =>
  placesOf(accepted(fact).fact, accepted(fact).entities).filter(
    ({ entity }) => entity.kind === kind && entity.id === id,
  );

/** The facts of an entity's own ledger, among all facts. */
const appendedTo = (entity: Entity, all: readonly Fact[]): Fact[] =>
  all.filter((fact) => placesIn(entity, fact).some(({ part }) => part !== undefined));

/** An entity's own ledger, among all facts. */
export const ledgerOf = (entity: Entity, all: readonly Fact[]): readonly Fact[] =>
  ordered(appendedTo(entity, all));

/** The names that an entity's own ledger mentions, each since it first did. */
export function mentionsOf(entity: Entity, all: readonly Fact[]): Mention[] {
  const mentions = all.flatMap((fact) => placesIn(entity, fact).flatMap((placed) => placed.mentions));
  const latestFirst = mentions.toSorted((a, b) => compare(b.since, a.since));
  const earliest = new Map(latestFirst.map((each) => [[each.kind, ...each.names].join('\n'), each]));
  return [...earliest.values()].toSorted((a, b) => compare(a.names.join(), b.names.join()));
}

/** The ids of one kind of entity that facts speak of. */
export const idsOf = (kind: EntityKind, all: readonly Fact[]): string[] =>
  distinct(
    all.flatMap((fact) => accepted(fact).entities.flatMap((each) => (each.kind === kind ? each.id : []))),
  );

/** The own ledgers of all entities of a kind, by id. */
function ledgersOf(kind: EntityKind, all: readonly Fact[]): Map<string, Entry[]> {
  const appended = all.flatMap((fact) =>
    placesOf(accepted(fact).fact, accepted(fact).entities).flatMap(({ entity, part }) =>
      entity.kind === kind && part !== undefined ? [{ id: entity.id, fact }] : [],
    ),
  );
  const byId = Map.groupBy(appended, ({ id }) => id);
  return new Map([...byId].map(([id, own]) => [id, entriesOf(own.map(({ fact }) => fact))]));
}

/** The identity of each name of a kind, by name. */
export function identitiesOf(kind: EntityKind, all: readonly Fact[]): Map<string, Identity> {
  const ledgers = ledgersOf(kind, all);
  return new Map(idsOf(kind, all).map((id) => [id, identityOf({ kind, id }, ledgers)]));
}

const factsOf = ({ entries }: Identity): Fact[] => entries.map(({ fact }) => fact);

/** The judging input of a project, among all facts. */
export function workOf(all: readonly Fact[], project = 'rank'): Work {
  const entity = { kind: 'project', id: project } as const;
  const features = [...identitiesOf('feature', all)].map(
    ([name, identity]) => [name, foldFeature(name, factsOf(identity), identity)] as const,
  );
  const flags = idsOf('flag', all).map((id) => [id, ledgerOf({ kind: 'flag', id }, all)] as const);
  return {
    project,
    facts: ledgerOf(entity, all),
    mentions: mentionsOf(entity, all),
    features: new Map(features),
    flags: new Map(flags),
  };
}

/** Release 5.2 of the train `server`: what happened after the first of March, up to the first of April. */
export const cycle: Cycle = {
  release: '5.2',
  train: 'server',
  names: [{ name: '5.2' }],
  predecessor: '5.1',
  after: on('03-01'),
  until: on('04-01'),
};

/** The states of the releases that facts speak of, by every name. */
export const releasesOf = (all: readonly Fact[]): ReleaseState[] =>
  [...identitiesOf('release', all)].map(([name, identity]) => foldRelease(name, factsOf(identity), identity));

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
/** One of some names, and the one that it is renamed to. */
const rename = (...names: readonly string[]) =>
  fc
    .shuffledSubarray([...names], { minLength: 2, maxLength: 2 })
    .map(([from = '', to = '']) => ({ from, to }));

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
  often(making(fc.record({ change: fc.constantFrom('fact-1', 'fact-2') }), changeWithdrawn)),
  often(making(fc.record({ change: fc.constantFrom('fact-1', 'fact-2') }), changeReinstated)),
  often(making(scope, exemptionWithdrawn)),
  often(making(fc.record({ feature, flag: fc.option(flag) }), featureRegistered), 2),
  often(making(fc.record({ feature, project: fc.constant('rank') }), featureRegistered)),
  often(
    making(
      rename('sort', 'order').map(({ from, to }) => ({ feature: from, to })),
      featureRenamed,
    ),
  ),
  often(making(fc.record({ feature }), featureRetired)),
  often(making(none, teamRegistered)),
  often(making(fc.record({ release, kind: fc.constantFrom('minor', 'patch') }), releaseScheduled), 2),
  often(making(fc.record({ release }), releaseCut), 2),
  often(making(fc.record({ release }), releasePublished)),
  often(making(fc.record({ release }), releaseCancelled)),
  often(
    making(
      rename('5.1', '5.2', '5.0').map(({ from, to }) => ({ release: from, to })),
      releaseRenamed,
    ),
  ),
);

/** A fact about one project or its surroundings, with one of these ids. */
export const anyFactWith = (ids: fc.Arbitrary<string>): fc.Arbitrary<Fact> =>
  fc.tuple(anyMake, day, ids).map(([make, when, id]) => make(when, { id }));

/** Ids that are shared now and then by different contents, as they should never be. */
const sharedId = fc.nat({ max: 40 }).map((at) => `fact-${at}`);

/** Facts about one project or its surroundings, with few moments, so that many are the same. */
export const anyFacts = fc.array(anyFactWith(sharedId), { maxLength: 25 });

/** The same facts in another order, some of them twice. */
export const retold = (facts: readonly Fact[]): fc.Arbitrary<Fact[]> =>
  fc
    .subarray([...facts])
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }));

/** Facts, and the same ones in another order with repeats. */
export const factsRetold = anyFacts.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
