/** Builds digests: that of a team from ledgers, that of many teams from the digests of the teams. */
import { teamIn } from '../../catalog/model/team.ts';
import { before, type Period, periodAt, periodOf } from '../../kernel/model/period.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Digest } from '../model/model.ts';
import { type Gathered, gather, nothingGathered, rollUp } from '../model/roll-up.ts';
import { type Audience, audienceOfTeam, wasThere } from './audiences.ts';
import { buildTeamDigest } from './build-team.ts';
import { readDigest, readDigestsOf } from './digests.ts';
import { type DigestSources, readDigestSources } from './sources.ts';

/** The digest to take for a team that has none stored; `undefined` to wait for it. */
export type Missing = (team: Audience, period: Period) => Promise<Digest | undefined>;

const waiting: Missing = async () => undefined;

/**
 * The digest of an audience for a period, or what is known so far in one that is not over.
 * @returns `undefined` where the audience did not exist at the end of the period, or waits for its teams
 */
export async function buildDigest(
  sources: DigestSources,
  audience: Audience,
  period: Period,
  now: string,
  missing: Missing = waiting,
): Promise<Digest | undefined> {
  const { id, title, team } = audience;
  if (!wasThere(audience, period, now)) return undefined;
  const previous = await readDigest(sources.table, id, before(period).name);
  if (team !== undefined) return buildTeamDigest(sources, team, period, previous, now);
  const gathered = await gatherParts(sources, audience, period, now, missing);
  return gathered && rollUp({ audience: id, title, period, madeAt: now, previous }, gathered);
}

/** Digests of teams that are read at once. */
const AT_ONCE = 50;

/** @returns `undefined` where it waits for a team */
async function gatherParts(
  { table }: DigestSources,
  { members }: Audience,
  { name }: Period,
  now: string,
  missing: Missing,
): Promise<Gathered | undefined> {
  let gathered = nothingGathered;
  for (let from = 0; from < members.length; from += AT_ONCE) {
    const teams = members.slice(from, from + AT_ONCE).map(audienceOfTeam);
    const ids = teams.map(({ id }) => id);
    const found = (await readDigestsOf(table, name, ids)).map(({ digest }) => digest);
    gathered = found.reduce(gather, gathered);
    const made = new Set(found.map(({ audience }) => audience));
    for (const team of teams.filter(({ id }) => !made.has(id))) {
      const period = periodOf(name, team.zone);
      if (period === undefined || !wasThere(team, period, now)) continue;
      const digest = await missing(team, period);
      if (digest === undefined) return undefined;
      gathered = gather(gathered, digest);
    }
  }
  return gathered;
}

/**
 * What this month's digest would say if the month ended now; `undefined` for an audience that does not exist.
 * @param daysIn the zone of who reads it, for days to a cut; the audience's without it
 */
export const digestSoFar = (
  table: Store,
  audience: string,
  now: string,
  daysIn?: string,
): Promise<Digest | undefined> =>
  builtNow(table, audience, ({ zone }) => periodAt('month', now, zone), now, daysIn);

/**
 * The digest of a period, and whether it is made; one that is not is as it would be made now.
 * @returns `undefined` for an audience that did not exist then, and a period that has not begun
 */
export async function digestOfPeriod(
  table: Store,
  audience: string,
  period: string,
  now: string,
): Promise<{ readonly digest: Digest; readonly isMade: boolean } | undefined> {
  const made = await readDigest(table, audience, period);
  if (made !== undefined) return { digest: made, isMade: true };
  const digest = await builtNow(table, audience, ({ zone }) => periodOf(period, zone), now);
  return digest && { digest, isMade: false };
}

async function builtNow(
  table: Store,
  id: string,
  periodIn: (audience: Audience) => Period | undefined,
  now: string,
  daysIn?: string,
): Promise<Digest | undefined> {
  const sources = { ...(await readDigestSources(table, now, teamIn(id))), daysIn };
  const audience = sources.audiences.find((each) => each.id === id);
  const period = audience && periodIn(audience);
  if (audience === undefined || period === undefined || period.from > now) return undefined;
  const build: Missing = (team, own) => buildDigest(sources, team, own, now, build);
  return buildDigest(sources, audience, period, now, build);
}
