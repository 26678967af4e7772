/** Cortex's: OpenAPI documents with `x-cortex-…` fields, one for each service or team. */
import { slug } from '../../../events/slug.ts';
import { type Context, type Convention, type KnownPerson, mapped, wholeOf } from './convention.ts';
import type { SourceDocument } from './documents.ts';
import { draft, type Gathering, type Origin, type Part } from './gathering.ts';
import { featureTeam, impliedSource, isAddress, noteOf, personAt, titleOf } from './records.ts';

export const cortex: Convention = {
  title: 'Cortex',
  reads: (path) => /(?:^|\/)(?:[\w.-]*cortex[\w.-]*\.ya?ml$|\.?cortex\/)/i.test(path),
  read(documents, into, context) {
    for (const document of documents) readOne(document, into, context);
  },
};

function readOne(document: SourceDocument, into: Gathering, context: Context): void {
  const whole = wholeOf(document, into);
  const info = whole?.part('info');
  if (whole === undefined) return;
  const tag = info?.text('x-cortex-tag');
  // What describes the interface itself is no product data.
  whole.passOver('openapi', 'swagger', 'servers', 'paths', 'components', 'security', 'tags');
  if (info === undefined || tag === undefined) {
    whole.refuse(info === undefined ? [] : ['info'], 'has no x-cortex-tag: nothing names it');
    return;
  }
  info.passOver('version', 'x-cortex-type');
  const type = info.text('x-cortex-type')?.toLowerCase() ?? 'service';
  if (type === 'team') readTeam(info, tag, into);
  else if (type === 'domain')
    info.warn(['x-cortex-type'], `${type} has no place in a catalog: left out`, { isCounted: true });
  else readService(info, tag, into, context);
  whole.nameTheRest();
}

function readTeam(info: Part, id: string, into: Gathering): void {
  info.isOf('teams', id);
  draft(into, ['teams', id], info.at('x-cortex-tag'), {
    title: [titleOf(info.text('title'), id), info.at('title')],
  });
}

function readService(info: Part, id: string, into: Gathering, context: Context): void {
  info.isOf('features', id);
  const owners = readOwners(info, context);
  const title = titleOf(info.text('title'), id);
  draft(into, ['features', id], info.at('x-cortex-tag'), {
    title: [title, info.at('title')],
    team: featureTeam(info, 'x-cortex-owners', owners.team, into, context),
    authors: owners.authors.length === 0 ? undefined : [owners.authors, info.at('x-cortex-owners')],
    maturity: [lifecycleOf(info, context), info.at('x-cortex-lifecycle')],
    note: noteOf(info, 'description'),
  });
  const git = info.part('x-cortex-git');
  for (const provider of ['github', 'gitlab'] as const) {
    const place = git?.part(provider);
    const repository = place?.text('repository');
    if (place === undefined || repository === undefined) continue;
    const from: Origin = place.at('repository');
    if (/^[^\s/]+(?:\/[^\s/]+)+$/.test(repository))
      impliedSource(into, `${provider}:${repository}`, title, from);
    else place.warn(['repository'], `${repository} is no owner/name: left out`);
  }
}

/** Cortex has no field of its own for it: a lifecycle, or one of the custom metadata. */
function lifecycleOf(info: Part, context: Context): string | undefined {
  if (info.has('x-cortex-lifecycle')) return mapped(info, 'x-cortex-lifecycle', 'maturity', context);
  const custom = info.part('x-cortex-custom-metadata');
  return custom?.has('lifecycle') ? mapped(custom, 'lifecycle', 'maturity', context) : undefined;
}

interface Owners {
  readonly team: string | undefined;
  readonly authors: readonly string[];
}

/**
 * The first group that owns it is its team; a person of the catalog is an author. An address of anybody else goes no further than this:
 * no message repeats it.
 */
function readOwners(info: Part, context: Context): Owners {
  const owners = info.parts('x-cortex-owners').map((owner) => readOwner(owner, context));
  const people = owners.flatMap(({ person }) => person ?? []);
  const groups = info.texts('x-cortex-groups').map(({ text }) => teamNamed(text, context));
  const [team] = [...owners.flatMap((owner) => owner.team ?? []), ...groups];
  const [only, ...more] = [...new Set(people.flatMap(({ teams }) => teams))];
  return {
    team: team ?? (more.length === 0 ? only : undefined),
    authors: [...new Set(people.map(({ person }) => `person:${person}`))],
  };
}

const teamNamed = (name: string, { words }: Context): string =>
  words.team.get(name.toLowerCase()) ?? slug(name);

function readOwner(
  owner: Part,
  context: Context,
): { readonly person?: KnownPerson | undefined; readonly team?: string } {
  const key = owner.has('email') ? 'email' : 'name';
  const name = owner.text(key);
  const type = owner.text('type')?.toLowerCase() ?? (key === 'email' ? 'email' : 'group');
  owner.passOver('email', 'name', 'provider', 'inheritance');
  if (name === undefined) return {};
  if (type !== 'email' && !isAddress(name)) return { team: teamNamed(name, context) };
  return { person: personAt(owner, key, name, context) };
}
