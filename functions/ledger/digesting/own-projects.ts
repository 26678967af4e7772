/** The projects of a team, and their verdicts. */
import { distinct } from '../../domain/entries.ts';
import { type ProjectState, projectState } from '../../domain/project.ts';
import { inParallel } from '../parallel.ts';
import { readStates } from '../summary.ts';
import { readMembers } from '../trains.ts';
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

/**
 * Their verdicts in the releases that were cut within a span.
 * @param span UTC instants, both inclusive
 */
export async function readVerdictsWithin(
  { table, calendars }: DigestSources,
  projects: readonly OwnProject[],
  span: { readonly from: string; readonly last: string },
): Promise<OwnVerdict[]> {
  const found = await inParallel(calendars, async ({ train, calendar: { judged } }) => {
    const names = distinct(projects.flatMap((each) => (each.train === train ? each.state.project : [])));
    const within = judged.filter(({ until }) => until >= span.from && until <= span.last);
    return inParallel(names.length === 0 ? [] : within, (cycle) =>
      readOwnVerdicts(table, names, judged.slice(0, judged.indexOf(cycle) + 1)),
    );
  });
  return found.flat(2);
}
