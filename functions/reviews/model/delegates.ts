/** Whom a reference speaks for: a person answers under any of their accounts, and for their teams. */
import { teamIn } from '../../catalog/model/team.ts';

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
