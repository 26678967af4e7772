/** Who digests are made for: each team, each org, and everybody. */

import { distinct } from '../../kernel/model/facts.ts';
import { type Period, periodOf } from '../../kernel/model/period.ts';
import { lastLookedAt } from '../model/moments.ts';
import { type TeamHistory, teamAsOf, zoneOf } from './teams.ts';

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
 * In the order in which digests are made: those of many teams are put together from theirs.
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

/** Whether a team was there at the end of a period, or one of many at the end of its own of that name. */
export function wasThere({ team, members }: Audience, period: Period, now: string): boolean {
  if (team !== undefined) return teamAsOf(team, lastLookedAt(period, now)) !== undefined;
  return members.map(audienceOfTeam).some((each) => {
    const own = periodOf(period.name, each.zone);
    return own !== undefined && wasThere(each, own, now);
  });
}
