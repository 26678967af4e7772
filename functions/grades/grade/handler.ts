/** Grades: made again when stars, recorded facts or the rubric change, and when time runs out. */
import { GradeRequested } from '../../../events/announcements/grade-requested.ts';
import { on, queueHandler, reacting } from '../../kernel/bus/handlers.ts';
import { type Working, working } from '../../kernel/working.ts';
import { type Asked, gradeFeatures } from './grade-feature.ts';
import { askTeams, gradeTeam } from './grade-teams.ts';

/** Does what several announcements ask for, once where they ask for the same. */
export const grade = reacting(
  on([GradeRequested], async (around: Working, requests) => {
    const asked = new Map<string, Asked>();
    for (const { detail } of requests) {
      const { feature, team, id, occurredAt } = detail;
      const cause = { id, occurredAt };
      if (feature != null) asked.set(feature, { feature, cause });
      else if (team != null) await gradeTeam(around, team, cause);
      else await askTeams(around, cause);
    }
    await gradeFeatures(around, [...asked.values()]);
  }),
);

export const handler = queueHandler((entries) => grade(working(), entries));
