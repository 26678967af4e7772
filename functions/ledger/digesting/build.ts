/** Building a digest from what is kept: that of a team from its ledgers, that of many teams from theirs. */
import type { Digest } from '../../domain/digest/model.ts';
import { type Gathered, gather, nothingGathered, rollUp } from '../../domain/digest/roll-up.ts';
import { justBefore } from '../../domain/digest/team-digest.ts';
import { before, type Period, periodOf } from '../../domain/period.ts';
import { readDigest, readDigestsOf } from '../digests.ts';
import { type Audience, audienceOfTeam } from './audiences.ts';
import { buildTeamDigest } from './build-team.ts';
import type { DigestSources } from './sources.ts';
import { teamAsOf } from './teams.ts';

/**
 * The digest of an audience for a period.
 * @param now UTC instant; in a period that is not over, what is known so far
 * @param missing what to do where a team of many has none (yet): wait for it, or build it without keeping it
 * @returns `undefined` where the audience was not there at the end of the period, or waits for its teams
 */
export async function buildDigest(
  sources: DigestSources,
  audience: Audience,
  period: Period,
  now: string,
  missing: 'wait' | 'build' = 'wait',
): Promise<Digest | undefined> {
  const { id, title, team, members } = audience;
  const previous = await readDigest(sources.table, id, before(period).name);
  if (team !== undefined) return buildTeamDigest(sources, team, period, previous, now);
  const gathered = await gatherParts(sources, members.map(audienceOfTeam), period, now, missing);
  if (gathered === undefined || gathered.parts === 0) return undefined;
  return rollUp({ audience: id, title, period, madeAt: now, previous }, gathered);
}

/** Digests of teams that are read at once. */
const AT_ONCE = 50;

/** @returns `undefined` where a team has none yet */
async function gatherParts(
  sources: DigestSources,
  teams: readonly Audience[],
  { name }: Period,
  now: string,
  missing: 'wait' | 'build',
): Promise<Gathered | undefined> {
  let gathered = nothingGathered;
  for (let from = 0; from < teams.length; from += AT_ONCE) {
    const some = teams.slice(from, from + AT_ONCE);
    const kept = await readDigestsOf(
      sources.table,
      name,
      some.map(({ id }) => id),
    );
    gathered = kept.map(({ digest }) => digest).reduce(gather, gathered);
    const made = new Set(kept.map(({ digest }) => digest.audience));
    for (const each of some.filter(({ id }) => !made.has(id))) {
      const period = periodOf(name, each.zone);
      if (period === undefined || !wasThere(each, period, now)) continue;
      const built = missing === 'wait' ? undefined : await buildDigest(sources, each, period, now);
      if (built === undefined) return undefined;
      gathered = gather(gathered, built);
    }
  }
  return gathered;
}

function wasThere({ team }: Audience, { until }: Period, now: string): boolean {
  const last = until <= now ? justBefore(until) : now;
  return team !== undefined && teamAsOf(team, last) !== undefined;
}
