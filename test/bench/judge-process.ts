/** Judges every team of a release, one after the other, in a process of its own: its memory is what judging takes. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Announcement } from '../../events/catalogue.ts';
import { checkTeam } from '../../functions/check/check-team.ts';
import { judgeProjects } from '../../functions/check/judge-projects.ts';
import type { Judging } from '../../functions/check/keep-verdict.ts';
import { documentsAt } from '../../functions/runtime/table.ts';
import { type Count, meter } from './meter.ts';
import { JUDGED, projectOf, TEAM_SIZE, teamOf } from './seed.ts';

export const WARM_TABLE = 'warm';
export const WARM_PROJECTS = 500;

/** As the function is asked, or without finding out whose projects are whose. */
export type Way = 'checkTeam' | 'judgeProjects';

export interface Judged {
  readonly seconds: number;
  readonly count: Count;
  /** Bytes: resident after the warm-up and at the most, and what the heap still holds at the end that it did not before. */
  readonly memory: { readonly before: number; readonly peak: number; readonly kept: number };
  readonly flagged: number;
}

const cause = { id: 'bench', occurredAt: '2022-01-01T00:00:00.000Z' };

async function judgeAll(judging: Judging, projects: number, way: Way, after: () => void): Promise<void> {
  for (let from = 0; from < projects; from += TEAM_SIZE) {
    const team = teamOf(from);
    const here = Math.min(TEAM_SIZE, projects - from);
    const pairs = Array.from({ length: here }, (_, at) => ({
      release: JUDGED,
      project: projectOf(from + at),
    }));
    if (way === 'checkTeam') await checkTeam(judging, { release: JUDGED, team, ...cause });
    else await judgeProjects(judging, 'server', pairs, cause);
    after();
  }
}

/** The garbage of the warm-up and of what was before is no part of what is measured. */
async function collected(): Promise<NodeJS.MemoryUsage> {
  await breathe();
  globalThis.gc?.();
  return process.memoryUsage();
}

async function measure(endpoint: string, name: string, projects: number, way: Way): Promise<Judged> {
  const documents = documentsAt(endpoint);
  const take = meter(documents);
  let flagged = 0;
  const announce = async (told: readonly Announcement[]) => {
    flagged += told.filter(({ type }) => type === 'ProjectFlagged').length;
  };
  await judgeAll({ table: { documents, name: WARM_TABLE }, announce }, WARM_PROJECTS, way, () => {});
  take();
  flagged = 0;
  const before = await collected();
  let peak = before.rss;
  const began = performance.now();
  await judgeAll({ table: { documents, name }, announce }, projects, way, () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  });
  const seconds = (performance.now() - began) / 1000;
  const kept = (await collected()).heapUsed - before.heapUsed;
  return { seconds, count: take(), memory: { before: before.rss, peak, kept }, flagged };
}

if (process.send !== undefined) {
  const [, , endpoint = '', name = '', projects = '', way = ''] = process.argv;
  process.send(await measure(endpoint, name, Number(projects), way === 'checkTeam' ? way : 'judgeProjects'));
  process.disconnect?.();
}
