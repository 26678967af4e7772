/** OpsLevel's: an `opslevel.yml` for each service. */
import { slug } from '../../../events/slug.ts';
import { type Context, type Convention, mapped, wholeOf } from './convention.ts';
import type { SourceDocument } from './documents.ts';
import { draft, type Gathering, type Origin, type Part } from './gathering.ts';
import { featureTeam, impliedSource, noteOf, originOf, personIn, titleOf } from './records.ts';

export const opslevel: Convention = {
  title: 'OpsLevel',
  reads: (path) => /(?:^|\/)opslevel\.ya?ml$/i.test(path),
  read(documents, into, context) {
    for (const document of documents) readOne(document, into, context);
  },
};

function readOne(document: SourceDocument, into: Gathering, context: Context): void {
  const whole = wholeOf(document, into);
  if (whole === undefined) return;
  whole.passOver('version');
  const services = [
    whole.part('service') ?? [],
    Array.isArray(document.value) ? [] : whole.parts('services'),
  ].flat();
  if (services.length === 0) whole.refuse([], 'holds no service');
  for (const service of services) readService(service, into, context);
  whole.nameTheRest();
}

function readService(service: Part, into: Gathering, context: Context): void {
  const title = service.text('name');
  const [alias] = service.texts('aliases');
  const id = alias?.text ?? slug(title ?? '');
  if (id === '') {
    service.refuse(['name'], 'is missing, and there is no alias: nothing names the service');
    return;
  }
  service.isOf('features', id);
  const address = personIn(service, 'owner', context);
  const owner = address === undefined ? service.text('owner') : undefined;
  const team = owner && (context.words.team.get(owner.toLowerCase()) ?? slug(owner));
  const product = service.text('product');
  draft(into, ['features', id], alias?.from ?? service.at('name'), {
    title: [titleOf(title, id), service.at('name')],
    team: featureTeam(service, 'owner', team ?? address?.team, into, context),
    authors: address?.person === undefined ? undefined : [[`person:${address.person}`], service.at('owner')],
    maturity: [mapped(service, 'lifecycle', 'maturity', context), service.at('lifecycle')],
    launchTier: [mapped(service, 'tier', 'tier', context), service.at('tier')],
    areas: product === undefined ? undefined : [[slug(product)], service.at('product')],
    note: noteOf(service, 'description'),
  });
  for (const repository of service.parts('repositories'))
    readRepository(repository, into, titleOf(title, id));
}

function readRepository(repository: Part, into: Gathering, title: string): void {
  const name = repository.text('name');
  const provider = repository.text('provider')?.toLowerCase() ?? 'github';
  repository.passOver('display_name', 'displayName');
  if (name === undefined) return;
  const isKnown = provider === 'github' || provider === 'gitlab';
  // `github.com:acme/app`, an address, or `acme/app` beside its provider.
  const id =
    originOf(name) ?? (isKnown && /^[\w.-]+(?:\/[\w.-]+)+$/.test(name) ? `${provider}:${name}` : undefined);
  const from: Origin = repository.at('name');
  if (id === undefined) repository.warn(['name'], `${name} is no repository of GitHub or GitLab: left out`);
  else impliedSource(into, id, title, from);
}
