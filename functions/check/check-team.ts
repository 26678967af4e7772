/** One team's share of judging a release. */

import { distinct } from '../domain/entries.ts';
import { releaseChecked } from '../domain/verdict-announcements.ts';
import { inParallel } from '../kernel/parallel.ts';
import { readMembers, readRelease } from '../ledger/trains.ts';
import { judgeProjects } from './judge-projects.ts';
import type { Cause, Judging } from './keep-verdict.ts';

interface Share extends Cause {
  readonly release: string;
  readonly team: string;
}

/** Judges the projects that the team ever had on the trains that the release ever was on. */
export async function checkTeam(judging: Judging, { release, team, ...cause }: Share): Promise<void> {
  const { table, announce } = judging;
  const state = await readRelease(table, release);
  if (state?.train === undefined) return;
  const { train, trains } = state;
  // Also of the trains that it left: its verdicts of then are taken back.
  const members = await inParallel(trains, (each) => readMembers(table, each, team));
  const projects = members.flat().map(({ project }) => project);
  const pairs = distinct(projects).map((project) => ({ release, project }));
  const verdicts = await judgeProjects(judging, train, pairs, cause);
  if (verdicts.length > 0) await announce([releaseChecked({ release, train }, team, verdicts, cause)]);
}
