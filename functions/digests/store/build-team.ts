/** Reads everything that the digest of a team is made from. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Period } from '../../kernel/model/period.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import { judgedIn, type KnownSince } from '../model/corrections.ts';
import { launchTasksAt } from '../model/launch.ts';
import { type TeamMaterial, viewOf } from '../model/material.ts';
import type { Digest, OpenReview } from '../model/model.ts';
import { justBefore, lastLookedAt } from '../model/periods.ts';
import { teamDigest } from '../model/team-digest.ts';
import { type TeamHistory, teamAsOf } from './audiences.ts';
import { readComingReleases } from './coming-releases.ts';
import { readOwnFeatures } from './own-features.ts';
import { candidatesWithin, type OwnProject, readOwnProjects, readVerdictsWithin } from './own-projects.ts';
import type { DigestSources } from './sources.ts';

/** For so long after its end, a period counts as just ended: what belongs to the team now belonged to it then. */
const RECENT_MS = 40 * 86_400_000;

/** @returns `undefined` where the team was not there at the end of the period */
export async function buildTeamDigest(
  sources: DigestSources,
  history: TeamHistory,
  period: Period,
  previous: Digest | undefined,
  now: string,
): Promise<Digest | undefined> {
  const read = await readTeamMaterial(sources, history, period, previous, now);
  return read && teamDigest(read.material);
}

/** All that the digest of a team is made from, and the projects that were ever the team's. */
export interface ReadMaterial {
  readonly material: TeamMaterial;
  readonly projects: readonly OwnProject[];
}

/** @returns `undefined` where the team was not there at the end of the period */
export async function readTeamMaterial(
  sources: DigestSources,
  history: TeamHistory,
  period: Period,
  previous: Digest | undefined,
  now: string,
): Promise<ReadMaterial | undefined> {
  const { rubricFacts, versions, ruleOnFacts, cadence, maturities } = sources;
  const last = lastLookedAt(period, now);
  const state = teamAsOf(history, last);
  if (state === undefined) return undefined;
  const { team } = state;
  const isRecent = Date.parse(now) - Date.parse(period.until) <= RECENT_MS;
  const projects = await readOwnProjects(sources, team);
  const material = {
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
    releases: isRecent
      ? await readComingReleases(sources, team, projects, { now: last, zone: sources.daysIn ?? period.zone })
      : [],
    reviews: isRecent ? openReviews(sources, team, period, last) : [],
    previous,
    since: await readSince(sources, projects, previous),
  };
  return { material, projects };
}

/**
 * The same team over a span that is no period: from a moment to the last one that was looked at. Only its verdicts are read
 * again; nothing is corrected, because no digest was made of such a span.
 */
export async function digestSince(
  sources: DigestSources,
  { material, projects }: ReadMaterial,
  from: string,
): Promise<Digest> {
  const { period, view, last } = material;
  return teamDigest({
    ...material,
    period: { ...period, from },
    view: { ...view, from, first: justBefore(from) },
    verdicts: await readVerdictsWithin(sources, projects, { from, last }),
    previous: undefined,
    since: { cycles: [], verdicts: [] },
  });
}

/** What is known now of the projects in the previous digest, and of those that could have been in it. */
async function readSince(
  sources: DigestSources,
  projects: readonly OwnProject[],
  previous: Digest | undefined,
): Promise<Omit<KnownSince, 'stood'>> {
  const cycles = sources.calendars.flatMap(({ calendar }) => calendar.judged);
  if (previous === undefined) return { cycles, verdicts: [] };
  const span = { from: previous.from, last: justBefore(previous.until) };
  // Most of them are candidates as well: each is read once.
  const wanted = new Map(
    [...judgedIn(previous, cycles), ...candidatesWithin(sources, projects, span)].map((each) => [
      canonicalJson([each.release, each.project]),
      each,
    ]),
  );
  return { cycles, verdicts: await readVerdictsOf(sources.table, [...wanted.values()]) };
}

/** The reviews of a team that wait, and those that lapsed within the period. @param last later requests do not count */
const openReviews = (
  { reviews, snoozedReviews }: DigestSources,
  team: string,
  { from }: Pick<Period, 'from'>,
  last: string,
): OpenReview[] =>
  reviews.flatMap(
    ({ review, subject, classTitle, team: owner, requestedAt, state, turn, lapsesAt, lapsedAt }) => {
      const isOurs = owner === team && requestedAt <= last && !snoozedReviews.has(review);
      const lapsedBetween = lapsedAt === undefined || (lapsedAt >= from && lapsedAt <= last);
      if (!isOurs || !lapsedBetween || state === 'answered') return [];
      return [{ review, subject, changeClass: classTitle, team, state, turn, lapsesAt, lapsedAt }];
    },
  );
