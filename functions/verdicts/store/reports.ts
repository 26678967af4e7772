/** Reads the reports of releases for pages, the JSON API and the command. */
import * as z from 'zod';
import { type EntityKind, entityKind } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import type { Calendar, Cycle } from '../../catalog/model/calendar.ts';
import { TRAINS, UNREGISTERED } from '../../catalog/model/lists.ts';
import {
  cutOf,
  expectedCut,
  isAnyJudged,
  NONE_JUDGED,
  type ReleaseState,
} from '../../catalog/model/release.ts';
import { whyUnscheduled } from '../../catalog/model/unscheduled.ts';
import { readStates } from '../../catalog/store/states.ts';
import { findRelease, readCalendar, readMembers, readTrains } from '../../catalog/store/trains.ts';
import { compare } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { inList, listPage } from '../../kernel/store/lists.ts';
import { all, type Store } from '../../kernel/store/store.ts';
import type {
  LateStart,
  ProjectReport,
  ReleaseLine,
  ReleaseList,
  ReleaseReport,
  TrainReport,
  Unregistered,
} from '../model/report.ts';
import { streaksOf } from '../model/streak.ts';
import { headlines, readVerdicts } from './verdicts.ts';

/** Every train with its releases, newest first by date. */
export const trainReports = async (table: Store): Promise<TrainReport[]> =>
  Promise.all((await readTrains(table)).map((train) => trainReport(table, train)));

async function trainReport(table: Store, train: string): Promise<TrainReport> {
  const { releases, unscheduled } = await readCalendar(table, train);
  return {
    train,
    releases: releases.map((release) => lineOf(train, release)).reverse(),
    unscheduled: unscheduled.map((release) => waitingLine(train, release)).reverse(),
    remark: isAnyJudged(releases) ? undefined : NONE_JUDGED,
  };
}

/** Trains of a page of the list, and releases of each. */
const TRAINS_AT_ONCE = 20;
const RELEASES_SHOWN = 40;

const listedTrain = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

/** One page of the trains, by id. @param after the `next` of the page before */
export async function readReleaseList(table: Store, after?: string): Promise<ReleaseList> {
  const { items, isLast } = await listPage(table, TRAINS, TRAINS_AT_ONCE, { after });
  const listed = items.map((item) => listedTrain.parse(item));
  const trains = await inParallel(listed, async ({ card }) => {
    const report = await trainReport(table, card.id);
    const omitted = Math.max(0, report.releases.length - RELEASES_SHOWN);
    return { ...report, releases: report.releases.slice(0, RELEASES_SHOWN), omitted };
  });
  return { trains, next: isLast ? undefined : listed.at(-1)?.listKey };
}

/** A release without its verdicts, as lists show it. */
export function lineOf(train: string, state: ReleaseState): ReleaseLine {
  const { release, version, kind = 'unknown', counts, opensAt, featureFreezeAt, publishedAt } = state;
  const dates = { opensAt, featureFreezeAt, cutAt: expectedCut(state), publishedAt };
  const { cancelledReason, formerNames } = state;
  return {
    release,
    train,
    version,
    kind,
    counts,
    state: stateOf(state),
    cancelledReason,
    formerNames,
    ...dates,
  };
}

/** One that nobody planned. */
export const waitingLine = (train: string, state: ReleaseState): ReleaseLine => ({
  ...lineOf(train, state),
  state: 'unscheduled',
  unscheduled: whyUnscheduled(train, state),
});

function stateOf(release: ReleaseState): ReleaseLine['state'] {
  if (release.cancelledAt !== undefined) return 'cancelled';
  if (release.publishedAt !== undefined) return 'published';
  return cutOf(release) === undefined ? 'scheduled' : 'cut';
}

/** A release without its verdicts; a former name leads to the release that it is now. */
export async function releaseLine(table: Store, name: string): Promise<ReleaseLine | undefined> {
  const asked = await findRelease(table, name);
  if (asked?.train === undefined) return undefined;
  const state = presentOf(asked, await readCalendar(table, asked.train));
  return state && lineOf(asked.train, state);
}

/** A release with every project's verdict; a former name leads to the release that it is now. */
export async function releaseReport(table: Store, name: string): Promise<ReleaseReport | undefined> {
  const asked = await findRelease(table, name);
  if (asked?.train === undefined) return undefined;
  const calendar = await readCalendar(table, asked.train);
  const state = presentOf(asked, calendar);
  if (state === undefined) {
    const waiting = calendar.unscheduled.find((each) => each.release === (asked.renamedTo ?? asked.release));
    return waiting && { ...waitingLine(asked.train, waiting), projects: [] };
  }
  const cycle = [...calendar.judged, ...calendar.planned].find(({ release }) => release === state.release);
  const projects = await projectReports(table, calendar, state.release);
  const judged = calendar.judged.find(({ release }) => release === state.release);
  return {
    ...lineOf(asked.train, state),
    predecessor: cycle?.predecessor,
    window: cycle === undefined ? undefined : { after: cycle.after, until: cycle.until },
    projects,
    ...(judged !== undefined && projects.length === 0 ? { startLater: await startLater(table, judged) } : {}),
  };
}

/** The ids of all releases, for who asks for one that is not there. */
export async function releaseIds(table: Store): Promise<string[]> {
  const calendars = await inParallel(await readTrains(table), (train) => readCalendar(table, train));
  return calendars.flatMap(({ releases, unscheduled }) =>
    [...releases, ...unscheduled].map(({ release }) => release),
  );
}

/** The projects that started on the train of a release after its cut, the first to start first. */
async function startLater(table: Store, { train, until }: Cycle): Promise<LateStart[]> {
  const members = await readMembers(table, train);
  const states = await readStates(
    table,
    'project',
    members.map(({ project }) => project),
  );
  const late = [...states.values()].flatMap(({ project, title = project, startedAt }) =>
    startedAt !== undefined && startedAt > until ? [{ project, title, startedAt }] : [],
  );
  return late.toSorted((a, b) => compare(a.startedAt, b.startedAt) || compare(a.project, b.project));
}

const presentOf = ({ release }: ReleaseState, { releases }: Calendar) =>
  releases.find((each) => each.release === release) ??
  releases.find(({ formerNames }) => formerNames.includes(release));

async function projectReports(table: Store, { judged }: Calendar, release: string): Promise<ProjectReport[]> {
  const at = judged.findIndex((each) => each.release === release);
  if (at < 0) return [];
  const verdicts = (await readVerdicts(table, release)).toSorted((a, b) => compare(a.project, b.project));
  const streaks = streaksOf(verdicts);
  for (const earlier of judged.slice(0, at).reverse()) {
    // No further back than the last time that each of them shipped.
    if (streaks.open.size === 0) break;
    for await (const page of headlines(table, earlier.release)) streaks.goBack(page);
  }
  const lengths = streaks.lengths();
  return verdicts.map(({ release: _release, ...verdict }) => ({
    ...verdict,
    streak: lengths.get(verdict.project) ?? 0,
  }));
}

const listItem = lazy(() => z.object({ card: z.object({ kind: entityKind(), id: z.string() }) }));

const missing: Partial<Record<EntityKind, string>> = {
  release: 'nobody has scheduled it: its train is unknown, so no project is judged in it',
  project: 'nobody has started it: its team and train are unknown, so it is not judged',
  feature: 'nobody has registered it: its team and maturity are unknown',
  flag: 'no feature names it as its feature flag',
  team: 'nobody has registered it',
};

/** Entities that facts mention and nobody has registered yet. */
export async function unregistered(table: Store): Promise<Unregistered[]> {
  const items = await all(inList(table, UNREGISTERED));
  return items
    .map((item) => listItem.parse(item).card)
    .map(({ kind, id }) => ({ entity: kind, id, reason: missing[kind] ?? 'nobody has registered it' }))
    .toSorted((a, b) => compare(a.entity, b.entity) || compare(a.id, b.id));
}
