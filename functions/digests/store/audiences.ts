/** Who digests are made for: each team that is registered or owns something, each org, and everybody. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { team as teamEntity } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { FEATURES, PROJECTS, TEAMS } from '../../catalog/model/lists.ts';
import { foldTeam, type TeamState } from '../../catalog/model/team.ts';
import { readLedger } from '../../catalog/store/ledger.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { type Period, periodOf } from '../../kernel/model/period.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { inList, listedIds } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import { lastLookedAt } from '../model/periods.ts';

/** A team with its ledger, so that it can be folded as of an earlier moment. */
export interface TeamHistory {
  readonly team: string;
  readonly facts: readonly Fact[];
  /** Its present state. */
  readonly state: TeamState;
}

/** Every team that there ever was, sorted by id. */
export async function readTeams(table: Store): Promise<TeamHistory[]> {
  const registered = await listedIds(table, TEAMS);
  const owners = [...(await ownersIn(table, FEATURES)), ...(await ownersIn(table, PROJECTS))];
  return inParallel(distinct([...registered, ...owners]), async (team) => {
    const { facts } = await readLedger(table, teamEntity(team));
    return { team, facts, state: foldTeam(team, facts) };
  });
}

/** One team; none where it was never registered and owns nothing. */
export async function readTeam(table: Store, team: string): Promise<TeamHistory[]> {
  const { facts } = await readLedger(table, teamEntity(team));
  const state = foldTeam(team, facts);
  if (state.registered) return [{ team, facts, state }];
  const owns = await Promise.all(
    [FEATURES, PROJECTS].map((list) => all(inList(table, list, ownedBy(team), undefined, { limit: 1 }))),
  );
  return owns.flat().length === 0 ? [] : [{ team, facts, state }];
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

/** A team as of the end of a period; `undefined` when it was not there yet, or not any more. */
export function teamAsOf({ team, facts, state: present }: TeamHistory, last: string): TeamState | undefined {
  const state = foldTeam(
    team,
    facts.filter(({ detail }) => detail.occurredAt <= last),
  );
  // It was never registered, and still it owns something.
  if (!present.registered) return state;
  return state.registered && state.retiredAt === undefined ? state : undefined;
}

export const zoneOf = ({ timeZone }: Pick<TeamState, 'timeZone'>): string => timeZone ?? 'UTC';

export interface Audience {
  /** `team:search`, `org:cloud`, `all` */
  readonly id: string;
  readonly title: string;
  /** IANA zone: whose months they are. */
  readonly zone: string;
  /** Of one team only. */
  readonly team?: TeamHistory;
  /** Of many. */
  readonly members: readonly TeamHistory[];
}

export const EVERYBODY = 'all';

export const audienceOfTeam = (history: TeamHistory): Audience => ({
  id: `team:${history.team}`,
  title: history.state.title ?? history.team,
  zone: zoneOf(history.state),
  team: history,
  members: [],
});

/**
 * In the order in which digests are made: those of many teams are put together from those of the teams.
 * @param zone IANA zone of the whole and of its orgs
 */
export function audiencesOf(teams: readonly TeamHistory[], zone: string): Audience[] {
  const orgs = Map.groupBy(teams, ({ state }) => state.org);
  const names = distinct([...orgs.keys()].flatMap((org) => org ?? []));
  return [
    ...teams.map(audienceOfTeam),
    ...names.map((org) => ({ id: `org:${org}`, title: org, zone, members: orgs.get(org) ?? [] })),
    ...(teams.length === 0 ? [] : [{ id: EVERYBODY, title: 'All teams', zone, members: teams }]),
  ];
}

/** Whether a team was there at the end of a period; of many teams, whether one was at the end of its own period of that name. */
export function wasThere({ team, members }: Audience, period: Period, now: string): boolean {
  if (team !== undefined) return teamAsOf(team, lastLookedAt(period, now)) !== undefined;
  return members.map(audienceOfTeam).some((each) => {
    const own = periodOf(period.name, each.zone);
    return own !== undefined && wasThere(each, own, now);
  });
}
