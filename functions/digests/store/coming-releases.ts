/** What is coming for the projects of a team: the next release of each of their trains, and what is at risk there. */
import { distinct } from '../../kernel/model/facts.ts';
import { inParallel } from '../../kernel/parallel.ts';
import { comingOn, inOrderOfRisk } from '../../verdicts/model/outlook.ts';
import type { View } from '../../verdicts/model/standing.ts';
import { projectOutlooks } from '../../verdicts/store/outlook.ts';
import type { ComingRelease } from '../model/model.ts';
import { MAX_NAMED } from '../model/sections.ts';
import type { OwnProject } from './own-projects.ts';
import type { DigestSources } from './sources.ts';

/** @param projects that were ever the team's @param view as of the last instant that a digest looks at */
export async function readComingReleases(
  { table, calendars }: DigestSources,
  team: string,
  projects: readonly OwnProject[],
  view: View,
): Promise<ComingRelease[]> {
  const coming = calendars.flatMap(({ train, calendar }) => {
    const names = distinct(projects.flatMap((each) => (each.train === train ? each.state.project : [])));
    return names.length === 0 ? [] : comingOn(calendar, view.now).map((cycle) => ({ cycle, names }));
  });
  const found = await inParallel(coming, async ({ cycle, names }): Promise<ComingRelease[]> => {
    const outlooks = await projectOutlooks(table, cycle, names, view);
    const own = inOrderOfRisk(outlooks.filter((outlook) => outlook.team === team));
    if (own.length === 0) return [];
    const { release, train, until } = cycle;
    const risky = own.filter(({ standing }) => standing === 'at-risk');
    return [
      {
        release,
        train,
        cutAt: until,
        isOverdue: until < view.now,
        projects: own.length,
        atRisk: risky.length,
        named: risky
          .slice(0, MAX_NAMED)
          .map(({ project, title, because }) => ({ project, title, team, because })),
      },
    ];
  });
  return found.flat();
}
