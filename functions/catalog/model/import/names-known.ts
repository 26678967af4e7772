/** The names that records may refer to: of the files, or of what is known where the files have no such section. */
import type { VocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import { catalogOf, type Known, type KnownRecord } from './known.ts';
import type { Problem, Section } from './problem.ts';
import type { Catalog } from './records.ts';
import type { Named } from './reference.ts';

/** Names of one kind. */
export interface Shelf {
  /** Where they are kept. */
  readonly section: Section;
  /** `undefined` when neither the files nor the ledgers have any. */
  readonly names: ReadonlySet<string> | undefined;
  /** Names that were ever registered, also of what is gone or goes with this import. */
  readonly ever: ReadonlySet<string>;
  /** By former name, the one that it goes by now. */
  readonly now: ReadonlyMap<string, string>;
}

export type Shelves = Readonly<Record<Named, Shelf>>;

/**
 * @param misfits problems of records that are left out of the catalog since they do not fit their shape: their names are
 *   there all the same
 */
export function shelvesOf(catalog: Catalog, known?: Known, misfits: readonly Problem[] = []): Shelves {
  const all = filledIn(catalog, known);
  const leftOut = Map.groupBy(misfits, ({ place }) => place.section);
  const shelf = (section: Section, names?: Iterable<string>, ledger?: Ledger): Shelf => {
    const unfit = (leftOut.get(section) ?? []).map(({ place }) => String(place.path[0]));
    const there = names === undefined ? undefined : new Set([...names, ...unfit]);
    return { section, names: there, ever: new Set(ledger?.keys()), now: renamedIn(ledger) };
  };
  const of = (section: Kept) => shelf(section, all[section]?.keys(), known?.[section]);
  const word = (name: VocabularyName) => shelf(name, all.vocabularies[name]?.keys());
  return {
    // Who and what is worked on is always looked up: a name that nobody has is a mistake, not a gap.
    team: { ...of('teams'), names: of('teams').names ?? new Set() },
    person: { ...of('people'), names: of('people').names ?? new Set() },
    project: { ...of('projects'), names: of('projects').names ?? new Set() },
    feature: withFormerNames(of('features'), catalog.features),
    release: of('releases'),
    calendar: of('calendars'),
    maturity: word('maturity'),
    compatibility: word('compatibility'),
    deployment: word('deployment'),
    'use-cases': word('use-cases'),
    train: shelf(
      'releases',
      named(all.releases, ({ train }) => [train]),
    ),
    flag: shelf(
      'features',
      named(all.features, ({ flag }) => [flag]),
    ),
    account: shelf(
      'people',
      named(all.people, ({ accounts }) => accounts ?? []),
    ),
    org: shelf(
      'teams',
      named(all.teams, ({ org }) => [org]),
    ),
    role: shelf('people', rolesIn(all)),
  };
}

type Kept = 'teams' | 'people' | 'projects' | 'features' | 'releases' | 'calendars';
type Ledger = ReadonlyMap<string, KnownRecord<unknown>>;

/** The catalog as it is after its import: with what is known of the sections that it does not speak of, and what it leaves alone. */
function filledIn(catalog: Catalog, known?: Known): Catalog {
  if (known === undefined) return catalog;
  const { vocabularies } = catalogOf(known);
  return {
    teams: withKnown(catalog.teams, known.teams),
    people: withKnown(catalog.people, known.people),
    features: withKnown(catalog.features, known.features),
    projects: withKnown(catalog.projects, known.projects),
    releases: withKnown(catalog.releases, known.releases),
    calendars: withKnown(catalog.calendars, known.calendars),
    vocabularies: { ...vocabularies, ...catalog.vocabularies },
  };
}

/** Files that have a section take out what files brought, and nothing else. */
function withKnown<Record>(
  wanted: ReadonlyMap<string, Record> | undefined,
  known: ReadonlyMap<string, KnownRecord<Record>>,
): ReadonlyMap<string, Record> | undefined {
  const staying = [...known].flatMap(([id, { record, isFromFiles, isGone, renamedTo }]) =>
    isGone || renamedTo !== undefined || (wanted !== undefined && isFromFiles) ? [] : [[id, record] as const],
  );
  return wanted === undefined && staying.length === 0 ? undefined : new Map([...staying, ...(wanted ?? [])]);
}

const named = <Record>(
  records: ReadonlyMap<string, Record> | undefined,
  names: (record: Record) => readonly (string | null | undefined)[],
): string[] | undefined =>
  records === undefined
    ? undefined
    : [...records.values()].flatMap((record) => names(record).filter((name) => name != null));

/** What people are for a team, and for the whole organisation. */
function rolesIn({ teams, people }: Catalog): string[] | undefined {
  const ofTeams = named(teams, ({ contacts }) =>
    Object.entries(contacts ?? {}).map(([role, who]) => (who == null ? undefined : role)),
  );
  const ofPeople = named(people, ({ roles }) => roles ?? []);
  return ofTeams === undefined && ofPeople === undefined
    ? undefined
    : [...(ofTeams ?? []), ...(ofPeople ?? [])];
}

const renamedIn = (ledger: Ledger = new Map()): ReadonlyMap<string, string> =>
  new Map([...ledger].flatMap(([id, { renamedTo }]) => (renamedTo === undefined ? [] : [[id, renamedTo]])));

/** What this import renames is to be named as it is called from then on. */
function withFormerNames(shelf: Shelf, features: Catalog['features']): Shelf {
  const told = [...(features ?? [])].flatMap(([id, { formerly }]) =>
    (formerly ?? []).flatMap((former) => (features?.has(former) ? [] : [[former, id] as const])),
  );
  const now = new Map([...shelf.now, ...told]);
  const formers = new Set(told.map(([former]) => former));
  return {
    ...shelf,
    now,
    names: shelf.names && new Set([...shelf.names].filter((name) => !formers.has(name))),
  };
}
