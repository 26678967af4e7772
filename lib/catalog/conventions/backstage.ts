/** Backstage's: entities in `catalog-info.yaml`, several documents a file; each that does not fit refuses itself alone. */
import { webAddress } from '../../../events/fields.ts';
import { slug } from '../../../events/slug.ts';
import { type Context, type Convention, mapped, wholeOf } from './convention.ts';
import { type SourceDocument, WrittenNumber } from './documents.ts';
import { type Draft, draft, type Gathering, type Origin, type Part } from './gathering.ts';
import { featureTeam, impliedSource, linkOf, noteOf, originOf, personIn, titleOf } from './records.ts';

export const backstage: Convention = {
  title: 'Backstage',
  reads: (path) =>
    /(?:^|\/)(?:[\w.-]*(?:catalog|component|entit)[\w.-]*|org|groups?|users?|teams?|systems?)\.ya?ml$/i.test(
      path,
    ),
  read(documents, into, context) {
    const members = new Map<string, { readonly team: string; readonly from: Origin }[]>();
    for (const document of documents) readEntity(document, into, context, members);
    addMembers(into, members);
  },
};

type Members = Map<string, { readonly team: string; readonly from: Origin }[]>;

function readEntity(document: SourceDocument, into: Gathering, context: Context, members: Members): void {
  const whole = wholeOf(document, into);
  if (whole === undefined) return;
  const version = whole.text('apiVersion');
  const kind = whole.text('kind')?.toLowerCase();
  if (version === undefined || !/^(?:[\w.-]+\.)?backstage\.io\//.test(version)) {
    whole.warn(version === undefined ? [] : ['apiVersion'], 'is no entity of Backstage: left out', {
      isCounted: true,
    });
    return;
  }
  const section = SECTIONS.get(kind ?? '');
  if (section === undefined) {
    whole.warn(['kind'], `${kind} has no place in a catalog: left out`, { isCounted: true });
    return;
  }
  whole.isOf(section);
  const metadata = whole.part('metadata');
  const id = metadata && nameOf(metadata);
  if (metadata === undefined) whole.refuse([], 'has no metadata, and so no name');
  if (metadata === undefined || id === undefined || !isInPlace(metadata)) return;
  metadata.passOver('uid', 'etag', 'generation');
  const spec = whole.part('spec');
  const entity = { id, whole, metadata, spec, annotations: metadata.part('annotations') };
  if (section === 'features') readComponent(entity, into, context);
  else if (section === 'teams') readGroup(entity, into, members);
  else readUser(entity, into);
  whole.nameTheRest();
}

const SECTIONS: ReadonlyMap<string, 'features' | 'teams' | 'people'> = new Map([
  ['component', 'features'],
  ['group', 'teams'],
  ['user', 'people'],
]);

interface Entity {
  readonly id: string;
  readonly whole: Part;
  readonly metadata: Part;
  readonly spec: Part | undefined;
  readonly annotations: Part | undefined;
}

const NAME = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;
const MAX_NAME = 63;

/** Entities are named without regard to capitals. In a namespace of its own, the name has that before it. */
function nameOf(metadata: Part): string | undefined {
  const name = metadata.raw('name');
  const isText = typeof name === 'string';
  const namespace = metadata.text('namespace')?.toLowerCase() ?? 'default';
  if (isText && NAME.test(name) && name.length <= MAX_NAME)
    return namespace === 'default' ? name.toLowerCase() : `${namespace}/${name.toLowerCase()}`;
  if (name == null) metadata.refuse(['name'], 'is missing');
  else if (name instanceof WrittenNumber)
    metadata.refuse(['name'], `${name.text} is a number, and a name is text: put it in quotes`);
  else if (!isText) metadata.refuse(['name'], 'is no text');
  else
    metadata.refuse(
      ['name'],
      `${name} is no name of an entity (letters and digits with - _ . between them, at most ${MAX_NAME})${meant(name)}`,
    );
  return undefined;
}

const meant = (name: string): string => {
  const near = slug(name);
  return near === '' ? '' : `, did you mean ${near}?`;
};

/** Only annotations and labels have a slash in their names. */
function isInPlace(metadata: Part): boolean {
  const misplaced = metadata.keys.filter((key) => key.includes('/'));
  for (const key of misplaced)
    metadata.refuse([key], 'is an annotation that stands out of place: move it below metadata.annotations');
  return misplaced.length === 0;
}

function readComponent(entity: Entity, into: Gathering, context: Context): void {
  const { id, whole, metadata, spec, annotations } = entity;
  whole.isOf('features', id);
  const title = titleOf(metadata.text('title'), id);
  draft(into, ['features', id], metadata.at('name'), {
    title: [title, metadata.at(metadata.has('title') ? 'title' : 'name')],
    ...ownersOf(entity, into, context),
    ...(spec === undefined ? {} : standingOf(spec, context)),
    docsUrl: docsOf(metadata),
    note: noteOf(metadata, 'description'),
  });
  if (annotations !== undefined) readSources(annotations, title, into);
}

function ownersOf({ whole, spec }: Entity, into: Gathering, context: Context): Parameters<typeof draft>[3] {
  const part = spec ?? whole;
  const address = spec && personIn(spec, 'owner', context);
  const owner = address === undefined ? spec && reference(spec, 'owner', 'group', context) : undefined;
  const team = owner?.kind === 'group' ? owner.id : address?.team;
  const person = owner?.kind === 'user' ? owner.id : address?.person;
  return {
    team: featureTeam(part, 'owner', team, into, context),
    authors: person === undefined ? undefined : [[`person:${person}`], part.at('owner')],
  };
}

function standingOf(spec: Part, context: Context): Parameters<typeof draft>[3] {
  const system = reference(spec, 'system', 'system', context);
  return {
    maturity: [mapped(spec, 'lifecycle', 'maturity', context), spec.at('lifecycle')],
    areas: system === undefined ? undefined : [[system.id], spec.at('system')],
  };
}

function docsOf(metadata: Part): [string, Origin] | undefined {
  const docs = metadata.parts('links').find((one) => isAboutDocs(one));
  return docs && linkOf(docs, 'url', webAddress());
}

function readSources(annotations: Part, title: string, into: Gathering): void {
  for (const [key, provider] of SLUGS) {
    const place = annotations.text(key);
    if (place === undefined) continue;
    if (/^[^\s/]+(?:\/[^\s/]+)+$/.test(place))
      impliedSource(into, `${provider}:${place}`, title, annotations.at(key));
    else annotations.warn([key], `${place} is no owner/name: left out`);
  }
  const location = annotations.text(LOCATION);
  const origin = location && originOf(location);
  if (origin) impliedSource(into, origin, title, annotations.at(LOCATION));
}

const LOCATION = 'backstage.io/source-location';

const SLUGS = [
  ['github.com/project-slug', 'github'],
  ['gitlab.com/project-slug', 'gitlab'],
] as const;

function isAboutDocs(link: Part): boolean {
  const words = [link.text('type'), link.text('icon'), link.text('title')].join(' ').toLowerCase();
  return /\bdoc/.test(words);
}

interface Reference {
  readonly kind: string;
  readonly id: string;
}

/** `[kind:][namespace/]name`, without regard to capitals: `CNCF` is `group:default/cncf`. */
function reference(part: Part, key: string, kind: string, { words }: Context): Reference | undefined {
  const text = part.text(key);
  if (text === undefined) return undefined;
  const mappedTo = kind === 'group' ? words.team.get(text.toLowerCase()) : undefined;
  if (mappedTo !== undefined) return { kind, id: mappedTo };
  const found = referenceIn(text, kind);
  if (found === undefined) part.warn([key], `${text} is no reference to an entity: taken as unknown`);
  return found;
}

function referenceIn(text: string, kind: string): Reference | undefined {
  const [, said = kind, namespace = 'default', name = ''] =
    /^(?:([A-Za-z]+):)?(?:([\w.-]+)\/)?([\w.-]+)$/.exec(text) ?? [];
  if (name === '') return undefined;
  const id = namespace.toLowerCase() === 'default' ? name : `${namespace}/${name}`;
  return { kind: said.toLowerCase(), id: id.toLowerCase() };
}

function readGroup({ id, whole, metadata, spec }: Entity, into: Gathering, members: Members): void {
  whole.isOf('teams', id);
  const profile = spec?.part('profile');
  const parent = spec?.text('parent');
  const org = parent && referenceIn(parent, 'group')?.id;
  draft(into, ['teams', id], metadata.at('name'), {
    title: [titleOf(profile?.text('displayName') ?? metadata.text('title'), id), metadata.at('name')],
    org: org && spec ? [org, spec.at('parent')] : undefined,
    email: profile && [profile.text('email'), profile.at('email')],
  });
  for (const { text, from } of spec?.texts('members') ?? []) {
    const person = referenceIn(text, 'user')?.id;
    if (person !== undefined) members.set(person, [...(members.get(person) ?? []), { team: id, from }]);
  }
}

function readUser({ id, whole, metadata, spec, annotations }: Entity, into: Gathering): void {
  whole.isOf('people', id);
  const profile = spec?.part('profile');
  const teams = (spec?.texts('memberOf') ?? []).flatMap(({ text }) => referenceIn(text, 'group')?.id ?? []);
  const login = annotations?.text('github.com/user-login');
  draft(into, ['people', id], metadata.at('name'), {
    name: [titleOf(profile?.text('displayName') ?? metadata.text('title'), id), metadata.at('name')],
    email: profile && [profile.text('email'), profile.at('email')],
    accounts:
      login && annotations ? [[`github:${login}`], annotations.at('github.com/user-login')] : undefined,
    teams: teams.length === 0 || spec === undefined ? undefined : [teams, spec.at('memberOf')],
  });
}

/** Membership is said on either side. */
function addMembers({ drafts }: Gathering, members: Members): void {
  for (const [person, said] of members) {
    const found: Draft | undefined = drafts.find(({ section, id }) => section === 'people' && id === person);
    const [first] = said;
    if (found === undefined || first === undefined) continue;
    const before = found.fields.get('teams');
    const teams = [...(Array.isArray(before?.value) ? before.value : []), ...said.map(({ team }) => team)];
    found.fields.set('teams', { value: [...new Set(teams)], from: before?.from ?? first.from });
  }
}
