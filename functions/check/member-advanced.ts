/** A late fact: the verdicts of the projects it touches, in the releases it reaches back to, are made again. */
import { distinct } from '../domain/entries.ts';
import { featureState } from '../domain/feature.ts';
import { flagState } from '../domain/flag.ts';
import { projectState } from '../domain/project.ts';
import type { Reach } from '../domain/touches.ts';
import { changesBehindFlag, changesOfFeature } from '../ledger/keys.ts';
import type { LedgerTable } from '../ledger/ledger-table.ts';
import { readStates } from '../ledger/summary.ts';
import { readCalendar, readLinkedProjects } from '../ledger/trains.ts';
import { type Cause, type Judging, judgeProjects } from './judge-projects.ts';

/** Judges projects again in the releases of their trains that a fact reaches back to. */
export async function projectsTouched(
  judging: Judging,
  projects: readonly string[],
  reach: Reach,
  cause: Cause,
): Promise<void> {
  const states = await readStates(judging.table, 'project', projectState, projects);
  const trains = distinct([...states.values()].flatMap(({ trains }) => trains));
  for (const train of trains) {
    const members = projects.filter((project) => states.get(project)?.trains.includes(train));
    const { judged } = await readCalendar(judging.table, train);
    const reached = judged.filter(
      ({ until, names }) =>
        until >= reach.since || (reach.release !== undefined && names.includes(reach.release)),
    );
    const releases = reached.map(({ release }) => release);
    if (releases.length > 0) await judgeProjects(judging, { train, releases, projects: members }, cause);
  }
}

/** The projects that a feature's flag, or which project it belongs to, can matter to. */
export async function projectsOfFeatures(table: LedgerTable, features: readonly string[]): Promise<string[]> {
  const states = await readStates(table, 'feature', featureState, features);
  const linked: string[] = [];
  for (const [name, { formerNames }] of states) {
    for (const each of [name, ...formerNames])
      linked.push(...(await readLinkedProjects(table, changesOfFeature(each))));
  }
  return distinct([...linked, ...[...states.values()].flatMap(({ projects }) => projects)]);
}

/** The projects whose changes are behind a flag, or whose features are. */
export async function projectsOfFlag(table: LedgerTable, flag: string): Promise<string[]> {
  const state = (await readStates(table, 'flag', flagState, [flag])).get(flag);
  const linked = await readLinkedProjects(table, changesBehindFlag(flag));
  return distinct([...linked, ...(await projectsOfFeatures(table, state?.features ?? []))]);
}
