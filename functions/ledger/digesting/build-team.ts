/** Reads what the digest of a team is made from. */
import * as z from 'zod';
import type { Fact } from '../../../events/catalogue.ts';
import { feature as featureEntity, flag as flagEntity } from '../../../events/contract.ts';
import type { Cycle } from '../../domain/calendar.ts';
import { judgedIn } from '../../domain/digest/corrections.ts';
import type { FeatureMaterial } from '../../domain/digest/feature-part.ts';
import type { Digest } from '../../domain/digest/model.ts';
import { justBefore, teamDigest, viewOf } from '../../domain/digest/team-digest.ts';
import { distinct } from '../../domain/entries.ts';
import { foldFeature } from '../../domain/feature.ts';
import { launchTasksAt } from '../../domain/launch.ts';
import type { Period } from '../../domain/period.ts';
import { type ProjectState, projectState } from '../../domain/project.ts';
import { expectedCut } from '../../domain/release.ts';
import { FEATURES } from '../../domain/summary.ts';
import { ownedBy } from '../keys.ts';
import { readLedger } from '../ledger.ts';
import { inParallel } from '../parallel.ts';
import { all, inIndexAfter } from '../query.ts';
import { readStates } from '../summary.ts';
import { LISTING } from '../table.ts';
import { readMembers } from '../trains.ts';
import { openReviews } from './open-reviews.ts';
import { type OwnVerdict, readOwnVerdicts, readVerdictsOf } from './own-verdicts.ts';
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
  const { table, rubricFacts, versions, cadence, maturities } = sources;
  const last = period.until <= now ? justBefore(period.until) : now;
  const state = teamAsOf(history, last);
  if (state === undefined) return undefined;
  const isRecent = Date.parse(now) - Date.parse(period.until) <= RECENT_MS;
  const projects = await readProjects(sources, state.team);
  return teamDigest({
    state,
    facts: history.facts.filter(({ detail }) => detail.occurredAt <= last),
    period,
    last,
    madeAt: now,
    view: viewOf(period, last, { versions, maturities, tasks: launchTasksAt(rubricFacts, last) }),
    cadence,
    features: await readFeatures(sources, state.team, projects, last, isRecent),
    verdicts: await readVerdicts(sources, projects, period, last),
    reviews: isRecent ? await openReviews(sources, state.team, period, last) : [],
    previous,
    judgedSince: previous === undefined ? [] : await readVerdictsOf(table, judgedIn(previous)),
  });
}

interface OwnProject {
  readonly state: ProjectState;
  readonly train: string;
}

/** The projects that were ever a team's, each on the trains it was ever started on. */
async function readProjects({ table, calendars }: DigestSources, team: string): Promise<OwnProject[]> {
  const members = await inParallel(calendars, async ({ train }) => {
    const found = await readMembers(table, train, team);
    return found.map(({ project }) => ({ project, train }));
  });
  const states = await readStates(
    table,
    'project',
    projectState,
    members.flat().map(({ project }) => project),
  );
  return members.flat().flatMap(({ project, train }) => {
    const state = states.get(project);
    return state === undefined ? [] : [{ state, train }];
  });
}

async function readVerdicts(
  { table, calendars }: DigestSources,
  projects: readonly OwnProject[],
  { from }: Period,
  last: string,
): Promise<OwnVerdict[]> {
  const found = await inParallel(calendars, async ({ train, calendar: { judged } }) => {
    const names = distinct(projects.filter((each) => each.train === train).map(({ state }) => state.project));
    const within = judged.filter(({ until }) => until >= from && until <= last);
    return inParallel(names.length === 0 ? [] : within, (cycle) =>
      readOwnVerdicts(table, names, judged.slice(0, judged.indexOf(cycle) + 1)),
    );
  });
  return found.flat(2);
}

const listed = z.object({ card: z.object({ id: z.string() }) });

/**
 * The features that are a team's. Of a period that is long over every feature is looked at, because it can have been
 * another team's then.
 */
async function readFeatures(
  { table, calendars }: DigestSources,
  team: string,
  projects: readonly OwnProject[],
  last: string,
  isRecent: boolean,
): Promise<FeatureMaterial[]> {
  const query = inIndexAfter(LISTING, FEATURES, undefined, isRecent ? ownedBy(team) : undefined);
  const ids = (await all(table, query)).map((item) => listed.parse(item).card.id);
  const found = await inParallel(ids, async (feature) => {
    const facts = upTo((await readLedger(table, featureEntity(feature))).facts, last);
    const { team: owner, flag, project } = foldFeature(feature, facts);
    if (owner !== team) return [];
    const flagFacts = flag === undefined ? [] : upTo((await readLedger(table, flagEntity(flag))).facts, last);
    const judged = calendarOf(calendars, projects, project)?.judged ?? [];
    return [{ feature, facts, flagFacts, judged, ...planOf(calendars, projects, feature) }];
  });
  return found.flat();
}

const upTo = (facts: readonly Fact[], last: string) =>
  facts.filter(({ detail }) => detail.occurredAt <= last);

/** The train that a feature ships on: that of its project, or else the only one that there is. */
function calendarOf(
  calendars: DigestSources['calendars'],
  projects: readonly OwnProject[],
  project: string | undefined,
): { readonly judged: readonly Cycle[] } | undefined {
  const train = projects.find(({ state }) => state.project === project)?.train;
  const [only, ...others] = calendars;
  const found = calendars.find((each) => each.train === train) ?? (others.length === 0 ? only : undefined);
  return found?.calendar;
}

/** Whether an active project of the team plans to ship a feature, and when the first of these releases is planned. */
function planOf(calendars: DigestSources['calendars'], projects: readonly OwnProject[], feature: string) {
  const active = projects.filter(({ state }) => state.status === 'active');
  const names = active.flatMap(({ state }) =>
    state.plans.filter((plan) => plan.feature === feature).map(({ release }) => release),
  );
  const releases = calendars.flatMap(({ calendar }) => calendar.releases);
  const planned = releases.filter(
    ({ release, formerNames }) => names.includes(release) || formerNames.some((name) => names.includes(name)),
  );
  const [plannedAt] = planned.flatMap((release) => release.releaseAt ?? expectedCut(release) ?? []).sort();
  return { isPlanned: names.length > 0, plannedAt };
}
