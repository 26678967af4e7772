/** What readers of conventions make alike: titles, teams, links and sources. */
import type * as z from 'zod';
import { type Context, type KnownPerson, UNOWNED } from './convention.ts';
import { draft, type Gathering, type Origin, type Part } from './gathering.ts';

/** A title; of a record that has none, its id with spaces and a capital. */
export function titleOf(title: string | undefined, id: string): string {
  if (title !== undefined) return title;
  const words = id.replaceAll(/[-_.]+/g, ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** A team that only its own convention knows, where nobody has registered it. */
export function impliedTeam(into: Gathering, id: string, title: string, from: Origin): void {
  if (into.drafts.some((one) => one.section === 'teams' && one.id === id)) return;
  draft(into, ['teams', id], from, { title: [title, from] }, true);
}

/** The team of a feature: the one that it names, or that of all which name none. */
export function featureTeam(
  part: Part,
  key: string,
  team: string | undefined,
  into: Gathering,
  { defaultTeam }: Pick<Context, 'defaultTeam'>,
): [string, Origin] {
  if (team !== undefined) return [team, part.at(key)];
  if (defaultTeam !== undefined) return [defaultTeam, part.at(key)];
  part.warn([], `names no team: it is listed with team ${UNOWNED} until it does; --team names another`, {
    isCounted: true,
  });
  impliedTeam(into, UNOWNED, 'Without an owner', part.at(key));
  return [UNOWNED, part.at(key)];
}

/** An address, if it is one. */
export function linkOf(part: Part, key: string, schema: z.ZodType<string>): [string, Origin] | undefined {
  const text = part.text(key);
  if (text === undefined) return undefined;
  const read = schema.safeParse(text);
  if (read.success) return [read.data, part.at(key)];
  part.warn([key], 'is no address: taken as unknown');
  return undefined;
}

const HOSTS: Readonly<Record<string, string>> = { 'github.com': 'github', 'gitlab.com': 'gitlab' };

/** The origin that the address of a repository names: `github:acme/app`; undefined for a place that sends nothing. */
export function originOf(address: string): string | undefined {
  const [, host = '', place = ''] =
    /^(?:url:)?(?:https?:\/\/|ssh:\/\/)?(?:[^@/\s]+@)?([\w.-]+)[/:]([^?#\s]+)/.exec(address) ?? [];
  const provider = HOSTS[host.toLowerCase().replace(/^www\./, '')];
  if (provider === undefined) return undefined;
  const [path = ''] = place.replace(/\/+$/, '').split(/\/(?:-\/)?(?:tree|blob|edit)\//);
  const steps = path
    .replace(/\.git$/, '')
    .split('/')
    .filter(Boolean);
  const kept = provider === 'github' ? steps.slice(0, 2) : steps;
  return kept.length < 2 ? undefined : `${provider}:${kept.join('/')}`;
}

/** A source that somebody may have registered already, with more than that it exists. */
export function impliedSource(into: Gathering, id: string, title: string, from: Origin): void {
  if (into.drafts.some((one) => one.section === 'sources' && one.id === id)) return;
  draft(into, ['sources', id], from, { title: [title, from] }, true);
}

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

export const isAddress = (text: string): boolean => text.replaceAll(ADDRESS, '').trim() === '';

/** The person who has an address; undefined, with a remark that does not repeat it, where nobody has. */
export function personAt(
  part: Part,
  key: string,
  address: string,
  { people }: Pick<Context, 'people'>,
): KnownPerson | undefined {
  const person = people.get(address.toLowerCase());
  if (person === undefined) part.warn([key], NOBODY, { kind: 'reference' });
  return person;
}

const NOBODY = 'is the address of nobody whom the catalog knows: left out; add them to people.yml first';

interface Addressed {
  readonly person?: string | undefined;
  /** Theirs, where they speak for one. */
  readonly team?: string | undefined;
}

/** Who is meant where a field has a person's address in place of a name; undefined where it has none. */
export function personIn(part: Part, key: string, context: Pick<Context, 'people'>): Addressed | undefined {
  const text = part.text(key);
  if (text === undefined || !isAddress(text)) return undefined;
  const found = personAt(part, key, text, context);
  const [team, ...more] = found?.teams ?? [];
  return { person: found?.person, team: more.length === 0 ? team : undefined };
}

/** Words for people, without the addresses of any: notes are shown in public. */
export function noteOf(part: Part, key: string): [string, Origin] | undefined {
  const text = part.text(key);
  const seen = text?.replaceAll(ADDRESS, '…');
  if (text === undefined || seen === undefined) return undefined;
  if (seen !== text) part.warn([key], 'has an e-mail address: it is left out of the note');
  return [seen, part.at(key)];
}
