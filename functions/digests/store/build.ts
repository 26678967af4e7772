/** Building a digest from what is kept: that of a team from its ledgers, that of many teams from theirs. */

import { before, type Period, periodOf } from '../../kernel/model/period.ts';
import type { Digest } from '../model/model.ts';
import { type Gathered, gather, nothingGathered, rollUp } from '../model/roll-up.ts';
import { type Audience, audienceOfTeam, wasThere } from './audiences.ts';
import { buildTeamDigest } from './build-team.ts';
import { readDigest, readDigestsOf } from './digests.ts';
import type { DigestSources } from './sources.ts';

/**
 * What to do where a team of many has no digest (yet).
 * @returns the one to take; `undefined` to wait for it
 */
export type Missing = (team: Audience, period: Period) => Promise<Digest | undefined>;

const waiting: Missing = async () => undefined;

/**
 * The digest of an audience for a period.
 * @param now UTC instant; in a period that is not over, what is known so far
 * @returns `undefined` where the audience was not there at the end of the period, or waits for its teams
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
    const kept = (
      await readDigestsOf(
        table,
        name,
        teams.map(({ id }) => id),
      )
    ).map(({ digest }) => digest);
    gathered = kept.reduce(gather, gathered);
    const made = new Set(kept.map(({ audience }) => audience));
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
