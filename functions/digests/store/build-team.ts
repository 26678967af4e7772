/** Reads everything that the digest of a team is made from. */
import { canonicalJson } from '../../../events/canonical-json.ts';
import type { Period } from '../../kernel/model/period.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import { judgedIn, type KnownSince } from '../model/corrections.ts';
import { launchTasksAt } from '../model/launch.ts';
import { viewOf } from '../model/material.ts';
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
    releases: isRecent
      ? await readComingReleases(sources, team, projects, { now: last, zone: sources.daysIn ?? period.zone })
      : [],
    reviews: isRecent ? openReviews(sources, team, period, last) : [],
    previous,
    since: await readSince(sources, projects, previous),
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
