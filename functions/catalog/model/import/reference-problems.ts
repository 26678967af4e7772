/**
 * Names in records that nothing has, with the name that was probably meant. A name is looked up in the files, or in what is
 * known where the files have no such section.
 */
import type { VocabularyName } from '../../../../events/facts/vocabulary.ts';
import { nearest } from '../../../../events/nearest.ts';
import { catalogOf, type Known, type KnownById, type KnownRecords } from './known.ts';
import type { Problem, Section } from './problem.ts';
import { type Checkable, eachPart, type PartsById, type RecordSection, type Records } from './records.ts';
import { complaints, type Named, type Reference, referencesIn } from './references.ts';

export interface ReferenceOptions {
  /** Whether what can be registered later may be named before it is: that is a warning then. */
  readonly allowUnregistered?: boolean | undefined;
  /** Problems of records that were left out of the catalog: a name of such a record is no unknown name. */
  readonly misfits?: readonly Problem[] | undefined;
  /** Sections whose files could not be read: which names are in them is not known. */
  readonly unread?: readonly Section[] | undefined;
}

const later: ReadonlySet<Named> = new Set(['team', 'person', 'project', 'feature', 'release']);
/** Nothing registers these: they are what other records say of themselves. */
const derived: ReadonlySet<Named> = new Set(['train', 'flag', 'account', 'org', 'role']);

/** In the order of the records that refer; then, for each section that is nowhere, one warning that it was not looked up. */
export function referenceProblems(
  catalog: Checkable,
  known: Known | undefined,
  { allowUnregistered = false, misfits, unread }: ReferenceOptions,
): Problem[] {
  const shelves = shelvesOf(catalog, known, misfits, unread);
  const references = referencesIn(catalog);
  const suggest = suggesting(shelves);
  const unknown = references.flatMap((reference): Problem[] => {
    const { names } = shelves[reference.to];
    if (names === undefined || names.has(reference.name)) return [];
    const { to, place, isPast } = reference;
    const isMild = derived.has(to) || isPast || (allowUnregistered && later.has(to));
    const message = `${complaint(reference, shelves[to])}${suggest(reference)}`;
    return [{ severity: isMild ? 'warning' : 'error', kind: 'reference', place, message }];
  });
  return [...unknown, ...unchecked(references, shelves)];
}

/** A name in a record that nothing has, and all names of its kind. */
export interface UnknownReference extends Reference {
  readonly known: ReadonlySet<string>;
}

/** Those in what is known: files are refused for them, and other ways in are not. */
export function unknownReferences(known: Known): UnknownReference[] {
  const catalog = catalogOf(known);
  const shelves = shelvesOf(catalog, known);
  return referencesIn(catalog).flatMap((reference) => {
    const names = shelves[reference.to].names ?? new Set<string>();
    return reference.isPast || names.has(reference.name) ? [] : [{ ...reference, known: names }];
  });
}

function complaint({ to, name, prefix, isKey }: Reference, { ever }: Shelf): string {
  const subject = isKey ? '' : `${prefix}${name} `;
  return `${subject}${complaints[to]}${ever.has(name) ? ' any more' : ''}`;
}

/** Names that are compared letter by letter, some 5 µs each: enough for people's mistakes, and never for minutes. */
const MAX_COMPARED = 100_000;

function suggesting(shelves: Shelves) {
  const found = new Map<string, string>();
  let compared = 0;
  const look = ({ to, name, prefix }: Reference): string => {
    const { names = new Set<string>(), now } = shelves[to];
    const present = now?.get(name);
    if (present !== undefined && names.has(present)) return `, it goes by ${prefix}${present} now`;
    if (compared > MAX_COMPARED) return '';
    compared += names.size;
    const near = nearest(name, [...names]);
    return near === undefined ? '' : `, did you mean ${prefix}${near}?`;
  };
  return (reference: Reference): string => {
    const key = JSON.stringify([reference.to, reference.prefix, reference.name]);
    const words = found.get(key) ?? look(reference);
    found.set(key, words);
    return words;
  };
}

function unchecked(references: readonly Reference[], shelves: Shelves): Problem[] {
  const nowhere = references.filter(({ to }) => shelves[to].names === undefined && !shelves[to].isInDoubt);
  const bySection = Map.groupBy(nowhere, ({ to }): Section => shelves[to].section);
  return [...bySection].map(([section, { length }]) => ({
    severity: 'warning',
    kind: 'reference',
    place: { section, path: [] },
    message: `is not in the files and nothing is known of it: ${length} ${length === 1 ? 'name that refers to it is' : 'names that refer to it are'} not checked`,
  }));
}

/** Names of one kind. */
interface Shelf {
  /** The section whose records have them. */
  readonly section: Section;
  /** `undefined` when neither the files nor the ledgers have any. */
  readonly names: ReadonlySet<string> | undefined;
  /** Whether there may be other names, in what could not be read. */
  readonly isInDoubt: boolean;
  /** Names that were ever registered, also of what is gone or goes with this import. */
  readonly ever: ReadonlySet<string>;
  /** By former name, the one that it goes by now. */
  readonly now?: ReadonlyMap<string, string>;
}

type Shelves = Readonly<Record<Named, Shelf>>;

/** @param misfits problems of records that are left out of the catalog because they do not fit: their names are there all the same */
function shelvesOf(
  catalog: Checkable,
  known?: Known,
  misfits: readonly Problem[] = [],
  unread: readonly Section[] = [],
): Shelves {
  const all = filledIn(catalog, known);
  const leftOut = Map.groupBy(misfits, ({ place }) => place.section);
  const shelf = (section: Section, names?: Iterable<string>, ever?: Iterable<string>): Shelf => {
    const unfit = (leftOut.get(section) ?? []).map(({ place }) => String(place.path[0]));
    const isInDoubt = unread.includes(section);
    const own = isInDoubt ? undefined : names;
    return { section, names: own && new Set([...own, ...unfit]), isInDoubt, ever: new Set(ever) };
  };
  /** Of names that a field says: one that does not fit may have said any. */
  const unlessUnfit = (shelf: Shelf, ...fields: readonly (readonly [Section, string])[]): Shelf => {
    const isInDoubt = fields.some(
      ([section, field]) =>
        unread.includes(section) ||
        misfits.some(
          ({ place, severity }) =>
            severity === 'error' &&
            place.section === section &&
            (place.path.length < 2 || place.path[1] === field),
        ),
    );
    return isInDoubt ? { ...shelf, names: undefined, isInDoubt } : shelf;
  };
  const of = (section: RecordSection) => shelf(section, all[section]?.keys(), known?.[section].keys());
  // Who and what is worked on is always looked up: an unknown name is a mistake, not a gap.
  const always = (section: RecordSection) => {
    const shelf = of(section);
    return shelf.isInDoubt ? shelf : { ...shelf, names: shelf.names ?? new Set<string>() };
  };
  const word = (name: VocabularyName) => shelf(name, all.vocabularies[name]?.keys());
  const said = <Record>(
    section: Section,
    records: ReadonlyMap<string, Record> | undefined,
    names: (record: Record) => readonly (string | null | undefined)[],
  ) => shelf(section, records && [...records.values()].flatMap(names).filter((name) => name != null));
  return {
    team: always('teams'),
    person: always('people'),
    project: always('projects'),
    feature: withFormerNames(always('features'), catalog.features, known?.features),
    release: of('releases'),
    calendar: of('calendars'),
    maturity: word('maturity'),
    compatibility: word('compatibility'),
    deployment: word('deployment'),
    'use-cases': word('use-cases'),
    train: unlessUnfit(
      said('releases', all.releases, ({ train }) => [train]),
      ['releases', 'train'],
    ),
    flag: unlessUnfit(shelf('features', flagsIn(all)), ['features', 'flag'], ['flags', 'flag']),
    account: unlessUnfit(
      said('people', all.people, ({ accounts }) => accounts ?? []),
      ['people', 'accounts'],
    ),
    org: unlessUnfit(
      said('teams', all.teams, ({ org }) => [org]),
      ['teams', 'org'],
    ),
    role: unlessUnfit(shelf('people', rolesIn(all)), ['people', 'roles'], ['teams', 'contacts']),
  };
}

/** The catalog as it is after its import: with what is known of the sections that it does not speak of, and what it leaves alone. */
function filledIn(catalog: Checkable, known?: Known): Checkable {
  if (known === undefined) return catalog;
  const { vocabularies, ...wanted } = catalog;
  return {
    ...eachPart((section) => withKnown(wanted, known, section)),
    vocabularies: { ...catalogOf(known).vocabularies, ...vocabularies },
  };
}

/** Files that have a section take out what files brought, and nothing else. */
function withKnown<S extends RecordSection>(
  catalog: PartsById,
  known: KnownById,
  section: S,
): ReadonlyMap<string, Partial<Records[S]>> | undefined {
  const wanted: ReadonlyMap<string, Partial<Records[S]>> | undefined = catalog[section];
  const there: KnownRecords<Records[S]> = known[section];
  const staying = [...there].flatMap(([id, one]) =>
    !one.isGone && (wanted === undefined || !one.isFromFiles) ? [[id, one.record] as const] : [],
  );
  return wanted === undefined && staying.length === 0 ? undefined : new Map([...staying, ...(wanted ?? [])]);
}

/** Flags that features are behind, and those that are registered by themselves. */
function flagsIn({ features, flags }: Checkable): string[] | undefined {
  if (features === undefined && flags === undefined) return undefined;
  return [...[...(features?.values() ?? [])].flatMap(({ flag }) => flag ?? []), ...(flags?.keys() ?? [])];
}

/** What people are for a team, and for the whole organisation. */
function rolesIn({ teams, people }: Checkable): string[] | undefined {
  if (teams === undefined && people === undefined) return undefined;
  const contacts = [...(teams?.values() ?? [])].flatMap((team) => Object.entries(team.contacts ?? {}));
  const ofTeams = contacts.flatMap(([role, person]) => (person == null ? [] : [role]));
  return [...ofTeams, ...[...(people?.values() ?? [])].flatMap(({ roles }) => roles ?? [])];
}

/** After a rename, by this import or before it, a feature is to be named as it is called from then on. */
function withFormerNames(shelf: Shelf, wanted: Checkable['features'], known?: Known['features']): Shelf {
  const renamed = [...(wanted ?? [])].flatMap(([id, { formerly }]) =>
    (formerly ?? []).flatMap((former) => (wanted?.has(former) ? [] : [[former, id] as const])),
  );
  const before = [...(known ?? [])].flatMap(
    ([
      id,
      {
        record: { formerly },
      },
    ]) => (formerly ?? []).map((former) => [former, id] as const),
  );
  const formers = new Set(renamed.map(([former]) => former));
  const names = shelf.names && new Set([...shelf.names].filter((name) => !formers.has(name)));
  return { ...shelf, now: new Map([...before, ...renamed]), names };
}
