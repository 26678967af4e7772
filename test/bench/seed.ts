/** A train with its projects, as their facts would have left them in a table. */
import type { Store } from '../../functions/kernel/store/store.ts';
import { fill, type Seeded } from './bulk.ts';
import { change, cut, type Entry, monthly, started } from './entries.ts';
import { calendar, RELEASES, recorded } from './pipeline.ts';

export const TEAM_SIZE = 50;
/** The release that is judged. */
export const JUDGED = monthly(RELEASES).release;

export const teamOf = (at: number): string => `team-${Math.floor(at / TEAM_SIZE)}`;
export const projectOf = (at: number): string => `project-${at}`;

/** Of ten projects one ships nothing, one ships behind its team's feature flag, and eight merge a plain change. */
function factsOf(at: number): Entry[] {
  const project = projectOf(at);
  const begin = started(project, '2020-01-02T00:00:00Z', teamOf(at));
  if (at % 10 === 0) return [begin];
  return [begin, change(project, '2021-12-15T09:00:00Z', at % 10 === 1 ? { flag: teamOf(at) } : {})];
}

function* projectsOf(projects: number): Generator<Seeded> {
  for (let at = 0; at < projects; at += 1)
    yield { entity: { kind: 'project', id: projectOf(at) }, entries: factsOf(at) };
}

/** @param projects how many are on the train, whose last release is cut and not judged yet */
export async function seed(table: Store, projects: number): Promise<void> {
  for (const entry of [...calendar(), cut(RELEASES)]) await recorded(table, entry);
  await fill(table, projectsOf(projects));
}
