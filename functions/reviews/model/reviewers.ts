/** Whom a communication is put before: the roles of its class, found in the catalog. */
import { teamIn } from '../../catalog/model/references.ts';

/** What is looked at of the catalog. */
export interface Reviewing {
  /** Everyone who is there, by id. */
  readonly people: ReadonlyMap<string, { readonly roles?: readonly string[] | null | undefined }>;
  /** Every team that is there, by id, with its contacts by role. */
  readonly teams: ReadonlyMap<
    string,
    { readonly contacts?: Readonly<Record<string, string | null | undefined>> | null | undefined }
  >;
}

export interface Found {
  /** References, each once. */
  readonly reviewers: readonly string[];
  /** Roles for which nobody was found. */
  readonly missing: readonly string[];
}

/**
 * For each role whoever is nearest to it: the contact of the team that has it; else the people who have it for the
 * whole organisation; else the team of that name.
 * @param roles of the class: `product-director`, `marketing`, `pmm`
 * @param team whose communication it is
 */
export function reviewersFor(roles: readonly string[], team: string | undefined, catalog: Reviewing): Found {
  const found = roles.map((role) => ({ role, reviewers: reviewersOf(role, team, catalog) }));
  return {
    reviewers: [...new Set(found.flatMap(({ reviewers }) => reviewers))],
    missing: found.filter(({ reviewers }) => reviewers.length === 0).map(({ role }) => role),
  };
}

function reviewersOf(role: string, team: string | undefined, { people, teams }: Reviewing): string[] {
  const contacts = teams.get(team ?? '')?.contacts ?? {};
  const contact = Object.hasOwn(contacts, role) ? contacts[role] : undefined;
  if (contact != null && people.has(contact)) return [`person:${contact}`];
  const holders = [...people].filter(([, { roles }]) => roles?.includes(role)).map(([id]) => `person:${id}`);
  if (holders.length > 0) return holders;
  return teams.has(role) ? [`team:${role}`] : [];
}

/** What the catalog knows of a person. */
export interface Member {
  readonly person: string;
  readonly accounts?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
  readonly retiredAt?: string | undefined;
}

export interface Delegate {
  /** Everything that one is called, in small letters; the reference itself where nobody knows it. */
  readonly names: ReadonlySet<string>;
  /** The teams that one speaks for, the first of them first. */
  readonly teams: readonly string[];
}
export type Delegates = (reference: string) => Delegate;

/** @param people also who is gone: what they answered stays said; an account that moved on is whose it is now */
export function delegatesOf(people: Iterable<Member>): Delegates {
  const known = new Map<string, Delegate>();
  const presentLast = [...people].toSorted((a, b) => Number(!a.retiredAt) - Number(!b.retiredAt));
  for (const { person, accounts = [], teams = [] } of presentLast) {
    const names = new Set([`person:${person}`, ...accounts].map((name) => name.toLowerCase()));
    for (const name of names) known.set(name, { names, teams });
  }
  return (reference) => known.get(reference.toLowerCase()) ?? stranger(reference);
}

/** A team speaks for itself. */
function stranger(reference: string): Delegate {
  const team = teamIn(reference);
  return { names: new Set([reference.toLowerCase()]), teams: team === undefined ? [] : [team] };
}

/** Whether somebody answers for a reviewer: for a team anybody of it, for a person the person. */
export function answersFor(voice: Delegate, reviewer: string): boolean {
  const team = teamIn(reviewer);
  return team === undefined ? voice.names.has(reviewer.toLowerCase()) : voice.teams.includes(team);
}
