/** Who reviews a communication, found in the catalog by the roles of its class; and who answers for whom. */
import type { PersonRecord } from '../../catalog/model/import/records.ts';
import { type PersonState, type TeamState, teamIn } from '../../catalog/model/team.ts';

/** The part of the catalog that this needs: present people and teams, by id. */
interface Reviewing {
  readonly people: ReadonlyMap<string, Pick<PersonRecord, 'roles'>>;
  readonly teams: ReadonlyMap<string, { readonly contacts?: TeamState['contacts'] | null }>;
}

/**
 * For each role the team's contact for it; else the people who have it for the whole organisation; else the team of that name.
 * @param team that owns the communication
 * @returns references, each once, and the roles for which nobody was found
 */
export function reviewersFor(roles: readonly string[], team: string | undefined, catalog: Reviewing) {
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

export type Member = Pick<PersonState, 'person' | 'accounts' | 'teams' | 'retiredAt'>;

export interface Delegate {
  /** All references to them, in lower case. */
  readonly names: ReadonlySet<string>;
  /** The teams that they speak for, in the catalog's order. */
  readonly teams: readonly string[];
}

/** Leads from a reference to whom it speaks for: people answer under any of their accounts, and for their teams. */
export type Delegates = (reference: string) => Delegate;

/** @param people including those who left: their answers stay. An account that moved belongs to its present owner. */
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

/** Whether somebody answers for a reviewer: any member for a team, only the person for a person. */
export function answersFor(delegate: Delegate, reviewer: string): boolean {
  const team = teamIn(reviewer);
  return team === undefined ? delegate.names.has(reviewer.toLowerCase()) : delegate.teams.includes(team);
}
