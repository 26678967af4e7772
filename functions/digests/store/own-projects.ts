/** The projects of a team, and their verdicts. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { type ProjectState, projectState } from '../../catalog/model/project.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { readMembers } from '../../catalog/store/trains.ts';
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { type OwnVerdict, readOwnVerdicts } from './own-verdicts.ts';
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
