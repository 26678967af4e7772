/** One team's share of judging a release. */

import { distinct } from '../domain/entries.ts';
import { releaseChecked } from '../domain/verdict-announcements.ts';
import { readMembers, readRelease } from '../ledger/trains.ts';
import { headlines } from '../ledger/verdicts.ts';
import { judgeProjects } from './judge-projects.ts';
import type { Cause, Judging } from './keep-verdict.ts';

interface Share extends Cause {
  readonly release: string;
  readonly team: string;
}

/** Judges a team's projects on the release's train, and those of its projects that the release holds verdicts of. */
export async function checkTeam(judging: Judging, { release, team, ...cause }: Share): Promise<void> {
  const { table, announce } = judging;
  const train = (await readRelease(table, release))?.train;
  if (train === undefined) return;
  const projects = (await readMembers(table, train, team)).map(({ project }) => project);
  for await (const page of headlines(table, release)) {
    projects.push(...page.filter((held) => held.team === team).map(({ project }) => project));
  }
  const pairs = distinct(projects).map((project) => ({ release, project }));
  const verdicts = await judgeProjects(judging, train, pairs, cause);
  if (verdicts.length > 0) await announce([releaseChecked({ release, train }, team, verdicts, cause)]);
}
