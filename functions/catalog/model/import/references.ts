/** Every place where a record names another, and what the name must be the name of. */
import { isRetired } from './feature-rules.ts';
import { isMap } from './field-differences.ts';
import { type Place, type Section, sections } from './problem.ts';
import { type Checkable, isById } from './records.ts';

/** What a name can be the name of, and the complaint about one that nothing has. */
export const complaints = {
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
  flag: 'is no known feature flag',
  account: 'is the account of no known person',
  org: 'is the org of no team',
  role: 'is the role of no contact and of no person',
};
export type Named = keyof typeof complaints;

/** What the names at one place are of; by their prefixes, like `team:search`, where they can be of several kinds. */
type Target = Named | { readonly prefixes: readonly Named[]; readonly otherwise?: Named };

const approver: Target = { prefixes: ['person', 'team', 'role'], otherwise: 'account' };

/** By section, where a record names others: `*` is every entry of a map or a list, and `#` the key at which it stands. */
const table: { readonly [S in Section]?: Readonly<Record<string, Target>> } = {
  teams: { 'contacts.*': 'person', 'approvers.*': approver, calendar: 'calendar' },
  people: { 'teams.*': 'team' },
  features: {
    team: 'team',
    project: 'project',
    maturity: 'maturity',
    'compatibility.*.#': 'compatibility',
    'deployment.*.#': 'deployment',
    'deployment.*': 'maturity',
    'useCases.*': 'use-cases',
    'authors.*': { prefixes: ['person', 'team'], otherwise: 'account' },
  },
  flags: { team: 'team' },
  projects: { team: 'team', train: 'train', 'features.*': 'feature' },
  rubric: {
    'categories.*.team': 'team',
    'cadence.*.teams.*': 'team',
    'reviews.classes.*.reviewers.*': 'role',
    'approvals.approvers.*': approver,
    'approvals.editors.*': approver,
    'approvals.orgs.*.#': 'org',
    'approvals.orgs.*.*': approver,
  },
  sources: {
    train: 'train',
    project: 'project',
    'rules.*.project': 'project',
    'rules.*.feature': 'feature',
    'rules.*.flag': 'flag',
  },
  channels: { audience: { prefixes: ['team', 'org'] }, role: 'role' },
  facts: { '#': 'feature' },
  exemptions: { '#': 'project', '*.release': 'release', '*.approver': approver },
  withdrawals: { '#': 'project' },
  roadmap: {
    '#': 'team',
    'roadmap.*.project': 'project',
    'roadmap.*.release': 'release',
    'roadmap.*.feature': 'feature',
  },
};

/** A name, and where it stands. */
interface Found {
  readonly path: Place['path'];
  readonly name: string;
  /** The path ends in the name: messages need not repeat it. */
  readonly isKey: boolean;
}

export interface Reference extends Pick<Found, 'name' | 'isKey'> {
  readonly place: Place;
  readonly to: Named;
  /** Stands before the name in the record: `person:` */
  readonly prefix: string;
  /** Of a record that is over: what it names may be gone with it. */
  readonly isPast: boolean;
}

/** In the order of the sections, and of the records in their files. */
export function referencesIn(catalog: Checkable): Reference[] {
  const { features = new Map(), projects = new Map(), rubric } = catalog;
  const retired = [...features].flatMap(([id, feature]) => (isRetired(feature) ? [`features ${id}`] : []));
  const ended = [...projects].flatMap(([id, { status }]) => (status === 'ended' ? [`projects ${id}`] : []));
  const over = new Set([...retired, ...ended]);
  return sections.flatMap((section) => {
    const records = isById(section) ? [...(catalog[section] ?? [])] : [];
    return [
      ...(section === 'rubric' ? referencesOf(section, { ...rubric }, [], false) : []),
      ...records.flatMap(([id, record]) => referencesOf(section, record, [id], over.has(`${section} ${id}`))),
    ];
  });
}

const referencesOf = (section: Section, record: unknown, path: Place['path'], isPast: boolean): Reference[] =>
  Object.entries(table[section] ?? {}).flatMap(([pattern, target]) =>
    namesAt(record, pattern.split('.'), path).flatMap((found) => {
      const meant = meantBy(target, found.name);
      return meant === undefined
        ? []
        : [{ ...meant, place: { section, path: found.path }, isKey: found.isKey, isPast }];
    }),
  );

/** The names at a pattern of the table. @param path of the value */
function namesAt(value: unknown, [step, ...rest]: readonly string[], path: Place['path']): Found[] {
  if (step === undefined) return typeof value === 'string' ? [{ path, name: value, isKey: false }] : [];
  if (step === '#') return [{ path, name: String(path.at(-1)), isKey: true }];
  if (step === '*') return entriesOf(value).flatMap(([key, entry]) => namesAt(entry, rest, [...path, key]));
  return isMap(value) ? namesAt(value[step], rest, [...path, step]) : [];
}

function entriesOf(value: unknown): (readonly [string | number, unknown])[] {
  if (value instanceof Map) return [...value];
  return Array.isArray(value) ? [...value.entries()] : Object.entries(value ?? {});
}

function meantBy(target: Target, name: string): Pick<Reference, 'to' | 'name' | 'prefix'> | undefined {
  const { prefixes, otherwise } = typeof target === 'string' ? { prefixes: [], otherwise: target } : target;
  const to = prefixes.find((each) => name.startsWith(`${each}:`));
  if (to !== undefined) return { to, name: name.slice(to.length + 1), prefix: `${to}:` };
  return otherwise === undefined ? undefined : { to: otherwise, name, prefix: '' };
}
