/** Reads what the digest of a team is made from. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Period } from '../../kernel/model/period.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import { judgedIn, type KnownSince } from '../model/corrections.ts';
import { launchTasksAt } from '../model/launch.ts';
import { viewOf } from '../model/material.ts';
import type { Digest } from '../model/model.ts';
import { justBefore, lastLookedAt } from '../model/moments.ts';
import { teamDigest } from '../model/team-digest.ts';
import { openReviews } from './open-reviews.ts';
import { readOwnFeatures } from './own-features.ts';
import { candidatesWithin, type OwnProject, readOwnProjects, readVerdictsWithin } from './own-projects.ts';
import type { DigestSources } from './sources.ts';
import { type TeamHistory, teamAsOf } from './teams.ts';

/** How long after its end a period is taken to be the one that has just ended: what is so now was so then. */
const RECENT_MS = 40 * 86_400_000;

/** @returns `undefined` where the team was not there at the end of the period */
export async function buildTeamDigest(
  sources: DigestSources,
  history: TeamHistory,
  period: Period,
  previous: Digest | undefined,
  now: string,
): Promise<Digest | undefined> {
  const { rubricFacts, versions, ruleOnFacts, cadence, maturities } = sources;
  const last = lastLookedAt(period, now);
  const state = teamAsOf(history, last);
  if (state === undefined) return undefined;
  const { team } = state;
  const isRecent = Date.parse(now) - Date.parse(period.until) <= RECENT_MS;
  const projects = await readOwnProjects(sources, team);
  return teamDigest({
    state,
    facts: history.facts.filter(({ detail }) => detail.occurredAt <= last),
    period,
    last,
    madeAt: now,
    view: viewOf(period, last, {
      versions,
      ruleOnFacts,
      maturities,
      tasks: launchTasksAt(rubricFacts, last),
    }),
    cadence,
    features: await readOwnFeatures(sources, { team, projects, last, isRecent }),
    verdicts: await readVerdictsWithin(sources, projects, { from: period.from, last }),
    reviews: isRecent ? openReviews(sources, team, period, last) : [],
    previous,
    since: await readSince(sources, projects, previous),
  });
}

/** What is known now of the projects that the digest before told of, and of those that it could have told of. */
async function readSince(
  sources: DigestSources,
  projects: readonly OwnProject[],
  previous: Digest | undefined,
): Promise<Omit<KnownSince, 'stood'>> {
  const cycles = sources.calendars.flatMap(({ calendar }) => calendar.judged);
  if (previous === undefined) return { cycles, verdicts: [] };
  const span = { from: previous.from, last: justBefore(previous.until) };
  // Most of what was told is there again: each is read once.
  const wanted = new Map(
    [...judgedIn(previous, cycles), ...candidatesWithin(sources, projects, span)].map((each) => [
      canonicalJson([each.release, each.project]),
      each,
    ]),
  );
  return { cycles, verdicts: await readVerdictsOf(sources.table, [...wanted.values()]) };
}
