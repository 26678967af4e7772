/** Every place where a record names another, and what the name must be the name of. */
import type { Place, Section } from './problem.ts';
import type {
  Catalog,
  ChannelRecord,
  FeatureRecord,
  FlagRecord,
  PersonRecord,
  ProjectRecord,
  RoadmapRecord,
  RubricRecord,
  SourceRecord,
  TeamRecord,
} from './records.ts';

/** What a name can be the name of. */
export type Named =
  | 'team'
  | 'person'
  | 'project'
  | 'feature'
  | 'release'
  | 'calendar'
  | 'maturity'
  | 'compatibility'
  | 'deployment'
  | 'use-cases'
  | 'train'
  | 'flag'
  | 'account'
  | 'org'
  | 'role';

export interface Reference {
  readonly place: Place;
  readonly to: Named;
  readonly name: string;
  /** Stands before the name in the record: `person:` */
  readonly prefix?: string | undefined;
  /** The place ends in the name: messages need not repeat it. */
  readonly isKey?: boolean | undefined;
  /** Of a record that is over: what it names may be gone with it. */
  readonly isPast?: boolean | undefined;
}

/** In the order of the files. */
export const referencesIn = (catalog: Catalog): Reference[] => [
  ...all(catalog.teams, ofTeam),
  ...all(catalog.people, ofPerson),
  ...all(catalog.features, ofFeature),
  ...all(catalog.flags, ofFlag),
  ...all(catalog.projects, ofProject),
  ...(catalog.rubric === undefined ? [] : ofRubric(catalog.rubric)),
  ...all(catalog.sources, ofSource),
  ...all(catalog.channels, ofChannel),
  ...all(catalog.roadmap, ofRoadmap),
];

function ofTeam(id: string, team: TeamRecord): Reference[] {
  const refer = within('teams', id);
  const contacts = Object.entries(team.contacts ?? {});
  return [
    ...contacts.flatMap(([role, person]) => refer('person', person, 'contacts', role)),
    ...refer('calendar', team.calendar, 'calendar'),
  ];
}

const ofPerson = (id: string, person: PersonRecord): Reference[] =>
  each(person.teams, (team, at) => within('people', id)('team', team, 'teams', at));

function ofFeature(id: string, feature: FeatureRecord): Reference[] {
  const refer = within('features', id);
  const { deployment } = feature;
  const references = [
    ...refer('team', feature.team, 'team'),
    ...refer('project', feature.project, 'project'),
    ...refer('maturity', feature.maturity, 'maturity'),
    ...keys(feature.compatibility, (host) => refer('compatibility', host, 'compatibility', host)),
    ...keys(deployment, (option) => refer('deployment', option, 'deployment', option)),
    ...Object.entries(deployment ?? {}).flatMap(([option, level]) =>
      refer('maturity', level, 'deployment', option),
    ),
    ...each(feature.useCases, (useCase, at) => refer('use-cases', useCase, 'useCases', at)),
    ...each(feature.authors, (author, at) => ofAuthor(author, (to, name) => refer(to, name, 'authors', at))),
  ];
  return feature.retired == null || feature.retired === false ? references : past(references);
}

/** An author is a person, a team, or an account that a person has. */
function ofAuthor(author: string, refer: (to: Named, name: string) => Reference[]): Reference[] {
  const kind = (['person', 'team'] as const).find((each) => author.startsWith(`${each}:`));
  return kind === undefined ? refer('account', author) : prefixed(kind, author, refer);
}

function prefixed(kind: Named, text: string, refer: (to: Named, name: string) => Reference[]): Reference[] {
  const prefix = `${kind}:`;
  return refer(kind, text.slice(prefix.length)).map((reference) => ({ ...reference, prefix }));
}

const ofFlag = (id: string, { team }: FlagRecord): Reference[] => within('flags', id)('team', team, 'team');

function ofProject(id: string, project: ProjectRecord): Reference[] {
  const refer = within('projects', id);
  const references = [
    ...refer('team', project.team, 'team'),
    ...refer('train', project.train, 'train'),
    ...each(project.features, (feature, at) => refer('feature', feature, 'features', at)),
  ];
  return project.status === 'ended' ? past(references) : references;
}

const past = (references: readonly Reference[]) =>
  references.map((reference) => ({ ...reference, isPast: true }));

const ofRubric = ({ categories, cadence }: RubricRecord): Reference[] => [
  ...all(categories, (id, { team }) => within('rubric', 'categories', id)('team', team, 'team')),
  ...each(cadence, ({ teams }, step) =>
    each(teams, (team, at) => within('rubric', 'cadence', step)('team', team, 'teams', at)),
  ),
];

function ofSource(id: string, source: SourceRecord): Reference[] {
  const refer = within('sources', id);
  return [
    ...refer('train', source.train, 'train'),
    ...refer('project', source.project, 'project'),
    ...each(source.rules, ({ project, feature, flag }, at) => [
      ...refer('project', project, 'rules', at, 'project'),
      ...refer('feature', feature, 'rules', at, 'feature'),
      ...refer('flag', flag, 'rules', at, 'flag'),
    ]),
  ];
}

function ofChannel(id: string, { audience, role }: ChannelRecord): Reference[] {
  const refer = within('channels', id);
  const kind = (['team', 'org'] as const).find((each) => audience.startsWith(`${each}:`));
  return [
    ...(kind === undefined ? [] : prefixed(kind, audience, (to, name) => refer(to, name, 'audience'))),
    ...refer('role', role, 'role'),
  ];
}

function ofRoadmap(team: string, { roadmap }: RoadmapRecord): Reference[] {
  const refer = within('roadmap', team);
  return [
    ...refer('team', team).map((reference) => ({ ...reference, isKey: true })),
    ...each(roadmap, ({ project, release, feature }, at) => [
      ...refer('project', project, 'roadmap', at, 'project'),
      ...refer('release', release, 'roadmap', at, 'release'),
      ...refer('feature', feature, 'roadmap', at, 'feature'),
    ]),
  ];
}

type Path = readonly (string | number)[];
type Refer = (to: Named, name: string | null | undefined, ...path: Path) => Reference[];

/** References of one record, by where they stand in it. */
const within =
  (section: Section, ...start: Path): Refer =>
  (to, name, ...path) =>
    name == null ? [] : [{ place: { section, path: [...start, ...path] }, to, name }];

const all = <Record>(
  records: ReadonlyMap<string, Record> | undefined,
  references: (id: string, record: Record) => Reference[],
): Reference[] => [...(records ?? [])].flatMap(([id, record]) => references(id, record));

const each = <Value>(
  values: readonly Value[] | null | undefined,
  refer: (value: Value, at: number) => Reference[],
) => (values ?? []).flatMap(refer);

const keys = (map: object | null | undefined, refer: (key: string) => Reference[]) =>
  Object.keys(map ?? {}).flatMap((key) => refer(key).map((reference) => ({ ...reference, isKey: true })));
