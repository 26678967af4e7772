/** What records name and nobody has: with the name that was probably meant. */
import { nearest } from '../../../../events/nearest.ts';
import type { Known } from './known.ts';
import { type Shelf, type Shelves, shelvesOf } from './names-known.ts';
import type { Problem, Section } from './problem.ts';
import type { Catalog } from './records.ts';
import type { Named, Reference } from './reference.ts';
import { referencesIn } from './references.ts';

export interface ReferenceOptions {
  /** Whether what can be registered later may be named before it is: that is a warning then. */
  readonly allowUnregistered?: boolean | undefined;
  /** Problems of records that were left out of the catalog: whoever names such a record names something that is there. */
  readonly misfits?: readonly Problem[] | undefined;
}

const are: Readonly<Record<Named, string>> = {
  team: 'is no known team',
  person: 'is no known person',
  project: 'is no known project',
  feature: 'is no known feature',
  release: 'is no known release',
  calendar: 'is no known calendar',
  maturity: 'is no known level of maturity',
  compatibility: 'is no known code host',
  deployment: 'is no known deployment option',
  'use-cases': 'is no known use case',
  train: 'is the train of no release',
  flag: 'is the flag of no feature',
  account: 'is the account of no known person',
  org: 'is the org of no team',
  role: 'is the role of no contact and of no person',
};

const later: ReadonlySet<Named> = new Set(['team', 'person', 'project', 'feature', 'release']);
/** Nothing registers these: they are what other records say of themselves. */
const derived: ReadonlySet<Named> = new Set(['train', 'flag', 'account', 'org', 'role']);

/** In the order of the records that refer; then, for each section that is nowhere, one warning that it was not looked up. */
export function referenceProblems(
  catalog: Catalog,
  known: Known | undefined,
  { allowUnregistered = false, misfits }: ReferenceOptions,
): Problem[] {
  const shelves = shelvesOf(catalog, known, misfits);
  const references = referencesIn(catalog);
  const suggest = suggesting(shelves);
  const unknown = references.flatMap((reference): Problem[] => {
    const { names } = shelves[reference.to];
    if (names === undefined || names.has(reference.name)) return [];
    const { to, place, isPast = false } = reference;
    const isMild = derived.has(to) || isPast || (allowUnregistered && later.has(to));
    const message = `${complaint(reference, shelves[to])}${suggest(reference)}`;
    return [{ severity: isMild ? 'warning' : 'error', kind: 'reference', place, message }];
  });
  return [...unknown, ...unchecked(references, shelves)];
}

function complaint({ to, name, prefix = '', isKey = false }: Reference, { ever }: Shelf): string {
  const subject = isKey ? '' : `${prefix}${name} `;
  return `${subject}${are[to]}${ever.has(name) ? ' any more' : ''}`;
}

/** Names that are compared letter by letter, some 5 µs each: enough for people's mistakes, and never for minutes. */
const MAX_COMPARED = 100_000;

function suggesting(shelves: Shelves) {
  const found = new Map<string, string>();
  let compared = 0;
  const look = ({ to, name, prefix = '' }: Reference): string => {
    const { names = new Set<string>(), now } = shelves[to];
    const present = now.get(name);
    if (present !== undefined && names.has(present)) return `, it goes by ${prefix}${present} now`;
    if (compared > MAX_COMPARED) return '';
    compared += names.size;
    const near = nearest(name, [...names]);
    return near === undefined ? '' : `, did you mean ${prefix}${near}?`;
  };
  return (reference: Reference): string => {
    const key = JSON.stringify([reference.to, reference.name]);
    const words = found.get(key) ?? look(reference);
    found.set(key, words);
    return words;
  };
}

function unchecked(references: readonly Reference[], shelves: Shelves): Problem[] {
  const nowhere = references.filter(({ to }) => shelves[to].names === undefined);
  const bySection = Map.groupBy(nowhere, ({ to }): Section => shelves[to].section);
  return [...bySection].map(([section, { length }]) => ({
    severity: 'warning',
    kind: 'reference',
    place: { section, path: [] },
    message: `is not in the files and nothing is known of it: ${length} ${length === 1 ? 'name that refers to it is' : 'names that refer to it are'} not checked`,
  }));
}
