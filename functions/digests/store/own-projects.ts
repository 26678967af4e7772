/** The projects of a team, and their verdicts, which are read by key and not with those of all other teams. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type ProjectState, projectState } from '../../catalog/model/project.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { readMembers } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Store } from '../../kernel/store/store.ts';
import { streaksOf } from '../../verdicts/model/streak.ts';
import type { Verdict } from '../../verdicts/model/verdict.ts';
import { readVerdictsOf } from '../../verdicts/store/verdicts.ts';
import type { OwnVerdict } from '../model/material.ts';
import type { DigestSources } from './sources.ts';

export interface OwnProject {
  readonly state: ProjectState;
  readonly train: string;
}

/** The projects that were ever a team's, each on the trains it was ever started on. */
export async function readOwnProjects(
  { table, calendars }: DigestSources,
  team: string,
): Promise<OwnProject[]> {
  const members = await inParallel(calendars, async ({ train }) => {
    const found = await readMembers(table, train, team);
    return found.map(({ project }) => ({ project, train }));
  });
  const ids = members.flat().map(({ project }) => project);
  const states = await readStates(table, 'project', projectState, ids);
  return members.flat().flatMap(({ project, train }) => {
    const state = states.get(project);
    return state === undefined ? [] : [{ state, train }];
  });
}

/** UTC instants, both inclusive. */
interface Span {
  readonly from: string;
  readonly last: string;
}

/** Projects of one train, and its judged cycles up to one that was cut within a span. */
interface Judged {
  readonly names: readonly string[];
  readonly judged: readonly Cycle[];
}

function judgedWithin(
  { calendars }: DigestSources,
  projects: readonly OwnProject[],
  { from, last }: Span,
): Judged[] {
  return calendars.flatMap(({ train, calendar: { judged } }) => {
    const names = distinct(projects.flatMap((each) => (each.train === train ? each.state.project : [])));
    const ends = judged.flatMap(({ until }, at) => (until >= from && until <= last ? [at + 1] : []));
    return names.length === 0 ? [] : ends.map((end) => ({ names, judged: judged.slice(0, end) }));
  });
}

/** Their verdicts in the releases that were cut within a span, each with its streak. */
export async function readVerdictsWithin(
  sources: DigestSources,
  projects: readonly OwnProject[],
  span: Span,
): Promise<OwnVerdict[]> {
  const found = await inParallel(judgedWithin(sources, projects, span), ({ names, judged }) =>
    readOwnVerdicts(sources.table, names, judged),
  );
  return found.flat();
}

/** The releases that were cut within a span, with each project that can have a verdict there. */
export const candidatesWithin = (
  sources: DigestSources,
  projects: readonly OwnProject[],
  span: Span,
): { readonly release: string; readonly project: string }[] =>
  judgedWithin(sources, projects, span).flatMap(({ names, judged }) => {
    const release = judged.at(-1)?.release;
    return release === undefined ? [] : names.map((project) => ({ release, project }));
  });

/** Releases that are read at once on the way back to the last one in which a project shipped. */
const AT_ONCE = 6;

/**
 * The verdicts of projects in one release, each with its streak.
 * @param judged the judged releases of the train up to this one, in order
 */
async function readOwnVerdicts(
  table: Store,
  projects: readonly string[],
  judged: readonly Cycle[],
): Promise<OwnVerdict[]> {
  const cycle = judged.at(-1);
  if (cycle === undefined) return [];
  const verdicts = await readVerdictsOf(
    table,
    projects.map((project) => ({ release: cycle.release, project })),
  );
  const before = judged.slice(0, -1).map(({ release }) => release);
  const streaks = await readOwnStreaks(table, verdicts, before);
  return verdicts.map((each) => ({
    verdict: each,
    train: cycle.train,
    streak: streaks.get(each.project) ?? 0,
  }));
}

async function readOwnStreaks(
  table: Store,
  verdicts: readonly Verdict[],
  before: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const streaks = streaksOf(verdicts);
  for (let until = before.length; until > 0 && streaks.open.size > 0; until -= AT_ONCE) {
    const releases = before.slice(Math.max(0, until - AT_ONCE), until).reverse();
    const wanted = releases.flatMap((release) => [...streaks.open].map((project) => ({ release, project })));
    const found = Map.groupBy(await readVerdictsOf(table, wanted), ({ release }) => release);
    for (const release of releases) streaks.goBack(found.get(release) ?? []);
  }
  return streaks.lengths();
}
