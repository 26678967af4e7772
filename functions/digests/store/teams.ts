/** The teams that digests are made for: those that are registered, and those that something belongs to. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { team as teamEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { FEATURES, PROJECTS, TEAMS } from '../../catalog/model/summary.ts';
import { foldTeam, type TeamState } from '../../catalog/model/team.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { inList, listedIds } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';

/** A team with its ledger, so that it can be seen as it was. */
export interface TeamHistory {
  readonly team: string;
  readonly facts: readonly Fact[];
  /** As it is now. */
  readonly state: TeamState;
}

/** Every team that there ever was, by id. */
export async function readTeams(table: Store): Promise<TeamHistory[]> {
  const registered = await listedIds(table, TEAMS);
  const owners = [...(await ownersIn(table, FEATURES)), ...(await ownersIn(table, PROJECTS))];
  return inParallel(distinct([...registered, ...owners]), async (team) => {
    const { facts } = await readLedger(table, teamEntity(team));
    return { team, facts, state: foldTeam(team, facts) };
  });
}

const owned = lazy(() => z.object({ card: z.object({ team: z.string() }) }));

/** Sorts after everything that one team owns. */
const LAST = '\u{10ffff}';

/** The teams of a list that is sorted by team: from the first item of one to the first of the next. */
async function ownersIn(table: Store, list: string): Promise<string[]> {
  const teams: string[] = [];
  for (;;) {
    const last = teams.at(-1);
    const after = last === undefined ? undefined : `${ownedBy(last)}${LAST}`;
    const [item] = await all(inList(table, list, '', after, { limit: 1 }));
    if (item === undefined) return teams;
    teams.push(owned.parse(item).card.team);
  }
}

/** A team as it was at the end of a period; undefined when it was not there yet, or not any more. */
export function teamAsOf({ team, facts, state: present }: TeamHistory, last: string): TeamState | undefined {
  const state = foldTeam(
    team,
    facts.filter(({ detail }) => detail.occurredAt <= last),
  );
  // Nobody ever registered it, and yet something belongs to it.
  if (!present.registered) return state;
  return state.registered && state.retiredAt === undefined ? state : undefined;
}

export const zoneOf = ({ timeZone }: Pick<TeamState, 'timeZone'>): string => timeZone ?? 'UTC';
