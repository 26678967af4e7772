/** Reads the reports of projects. What is read grows with what is shown, and not with other projects or earlier releases. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import { PROJECTS } from '../../catalog/model/lists.ts';
import type { ProjectState } from '../../catalog/model/project.ts';
import { cutOf } from '../../catalog/model/release.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readCalendar } from '../../catalog/store/trains.ts';
import { compare, distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { ownedBy } from '../../kernel/store/keys.ts';
import { listedIds, listPage } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { daysBetween } from '../model/milestones.ts';
import { comingOn } from '../model/outlook.ts';
import type { JudgedRelease, ProjectLine, ProjectList, ProjectPage } from '../model/project-report.ts';
import type { View } from '../model/standing.ts';
import { projectOutlooks } from './outlook.ts';
import { type Judgements, readJudgements, readStrips, stripOf } from './strips.ts';

/** Projects of a page of the list, and releases in each of their strips. */
const PAGE = 50;
const SHORT_STRIP = 6;

/** Pages of the index that are looked through for those that a filter wants. */
const MAX_LOOKED = 4;

export interface ProjectFilter {
  readonly team?: string | undefined;
  readonly train?: string | undefined;
  readonly status?: ProjectState['status'] | undefined;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
}

const listed = lazy(() => z.object({ listKey: z.string(), card: z.object({ id: z.string() }) }));

/** One page of the projects that were ever started, by team and id. */
export async function readProjectList(table: Store, filter: ProjectFilter): Promise<ProjectList> {
  const { states, next } = await statesOf(table, filter);
  const strips = await readStrips(table, states, SHORT_STRIP);
  const projects = states.map((state, at): ProjectLine => {
    const { cells: strip = [], streak = 0 } = strips[at] ?? {};
    return { ...namesOf(state), strip, streak };
  });
  return { projects, next };
}

/** Looks through the index until a page is full, and no further than a few pages: a filter may want very few. */
async function statesOf(table: Store, filter: ProjectFilter) {
  const found: ProjectState[] = [];
  let next = filter.after;
  for (let looked = 0; looked < MAX_LOOKED; looked += 1) {
    const { states, isLast } = await listedStates(table, filter.team, next);
    const wanted = states.filter(({ state }) => isWanted(state, filter));
    const taken = wanted.slice(0, PAGE - found.length);
    found.push(...taken.map(({ state }) => state));
    const isFull = taken.length < wanted.length;
    next = (isFull ? taken : states).at(-1)?.listKey;
    if (isLast && !isFull) return { states: found, next: undefined };
    if (found.length === PAGE) break;
  }
  return { states: found, next };
}

async function listedStates(table: Store, team: string | undefined, after: string | undefined) {
  const prefix = team === undefined ? undefined : ownedBy(team);
  const { items, isLast } = await listPage(table, PROJECTS, PAGE, { prefix, after });
  const cards = items.map((item) => listed.parse(item));
  const ids = cards.map(({ card }) => card.id);
  const read = await readStates(table, 'project', ids);
  const states = cards.flatMap(({ card, listKey }) => {
    const state = read.get(card.id);
    return state === undefined ? [] : [{ state, listKey }];
  });
  return { states, isLast };
}

const isWanted = (state: ProjectState, { train, status }: ProjectFilter) =>
  (train === undefined || state.train === train) && (status === undefined || state.status === status);

const namesOf = ({ project, title = project, team, train, status }: ProjectState) => ({
  project,
  title,
  team,
  train,
  status,
});

/** The ids of all projects, for who asks for one that is not there. */
export const projectIds = (table: Store): Promise<string[]> => listedIds(table, PROJECTS);

/** @returns `undefined` for a project that no fact names */
export async function readProjectPage(
  table: Store,
  project: string,
  view: View,
): Promise<ProjectPage | undefined> {
  const state = (await readStates(table, 'project', [project])).get(project);
  if (state === undefined) return undefined;
  const [[judgements], features, plans, coming] = await Promise.all([
    readJudgements(table, [state]),
    featuresOf(table, state),
    openPlans(table, state),
    comingFor(table, state, view),
  ]);
  const all = judgements ?? { project, judged: [] };
  const { cells: strip, streak } = stripOf(all);
  const { registered, reason, startedAt } = state;
  return {
    ...namesOf(state),
    ...{ registered, reason, startedAt, features, strip, streak, coming, plans },
    releases: releasesOf(all),
    exemptions: exemptionsOf(state, view.now),
  };
}

const releasesOf = (all: Judgements): JudgedRelease[] =>
  all.judged
    .map(({ cycle, state, verdict: { verdict, because, evidence, evidenceOmitted, timing } }) => ({
      release: cycle.release,
      train: cycle.train,
      version: state?.version,
      cutAt: cycle.until,
      ...{ verdict, because, evidence, evidenceOmitted, timing },
      midCycleAt: cycle.midCycleAt,
      featureFreezeAt: cycle.featureFreezeAt,
    }))
    .toReversed();

async function featuresOf(table: Store, { features = [] }: ProjectState) {
  const states = await readStates(table, 'feature', features);
  return distinct(features).map((feature) => ({ feature, title: states.get(feature)?.title ?? feature }));
}

/** The plans for releases that are not cut yet, also for those that nobody has scheduled. */
async function openPlans(table: Store, { plans }: ProjectState): Promise<ProjectPage['plans']> {
  const releases = await readStates(
    table,
    'release',
    plans.map(({ release }) => release),
  );
  const open = plans.filter(({ release }) => {
    const state = releases.get(release);
    return state === undefined || (cutOf(state) === undefined && state.cancelledAt === undefined);
  });
  const features = await readStates(
    table,
    'feature',
    open.flatMap(({ feature }) => feature ?? []),
  );
  return open.map(({ release, feature, exposure, at: plannedAt }) => ({
    release,
    version: releases.get(release)?.version,
    feature,
    title: feature === undefined ? undefined : (features.get(feature)?.title ?? feature),
    exposure,
    plannedAt,
  }));
}

/** How it stands for what is coming on its train; no other project is read. */
async function comingFor(
  table: Store,
  { project, train }: ProjectState,
  view: View,
): Promise<ProjectPage['coming']> {
  if (train === undefined) return [];
  const calendar = await readCalendar(table, train);
  const found = await inParallel(comingOn(calendar, view.now), async (cycle) => {
    const { release, until: cutAt } = cycle;
    const version = calendar.releases.find((each) => each.release === release)?.version;
    const days = daysBetween(view.now, cutAt, view.zone);
    const outlooks = await projectOutlooks(table, cycle, [project], view);
    return outlooks.map((outlook) => ({ release, version, cutAt, days, outlook }));
  });
  return found.flat();
}

/** As they are held, or asked for; what its end has passed is over. */
const exemptionsOf = ({ exemptions }: ProjectState, now: string): ProjectPage['exemptions'] =>
  exemptions
    .map(({ release, until, reason, approver, askedBy, at }) => {
      const held = approver === undefined ? ('asked-for' as const) : ('granted' as const);
      const state = until !== undefined && until < now ? ('over' as const) : held;
      return { release, until, state, at, reason, approver, askedBy };
    })
    .toSorted((a, b) => compare(b.at, a.at));
