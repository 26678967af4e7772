/** Finds the person of the catalog that an id, e-mail address or account belongs to. */
import { nearest } from '../../../events/nearest.ts';
import type { KnownRecord } from './import/known.ts';
import type { PersonRecord } from './import/records.ts';

/** Who speaks, as the catalog knows them. */
export interface Actor {
  /** All references to them: `person:ada`, `github:ada`. */
  readonly names: readonly string[];
  /** The teams they are in. */
  readonly teams: readonly string[];
  /** What they do for the whole organisation. */
  readonly roles?: readonly string[] | undefined;
  readonly email?: string | undefined;
}

export type Identity =
  | { readonly known: true; readonly person: string; readonly name: string; readonly actor: Actor }
  /** Why nobody was found, and what to do. */
  | { readonly known: false; readonly because: string };

type People = ReadonlyMap<string, KnownRecord<PersonRecord>>;

/** @param called a person's id (`ada` or `person:ada`), e-mail address, or account elsewhere (`github:ada-ngo`) */
export function whoIs(called: string, people: People): Identity {
  const id = called.replace(/^person:/, '');
  const found = people.has(id) ? id : personOf(called, people);
  const known = found === undefined ? undefined : people.get(found);
  if (found === undefined || known === undefined)
    return { known: false, because: strangerBecause(called, id, people) };
  const { record, isGone } = known;
  if (isGone)
    return { known: false, because: `${record.name} (person:${found}) is no longer in the catalog` };
  const names = [`person:${found}`, ...(record.accounts ?? [])];
  const { teams, roles, email } = record;
  const actor = { names, teams: teams ?? [], roles: roles ?? [], email: email ?? undefined };
  return { known: true, person: found, name: record.name, actor };
}

/** Ignores case. People who are still in the catalog take precedence over those who left it. */
function personOf(called: string, people: People): string | undefined {
  const wanted = called.toLowerCase();
  const fits = ({ email, accounts }: PersonRecord) =>
    email?.toLowerCase() === wanted || (accounts ?? []).some((account) => account.toLowerCase() === wanted);
  const all = [...people].filter(([, { record }]) => fits(record));
  return (all.find(([, { isGone }]) => !isGone) ?? all[0])?.[0];
}

function strangerBecause(called: string, id: string, people: People): string {
  const names = [...people].filter(([, { isGone }]) => !isGone).map(([name]) => name);
  const meant = nearest(id, names);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  return `nobody in the catalog is called ${called}, by id, e-mail address or account${hint}`;
}
