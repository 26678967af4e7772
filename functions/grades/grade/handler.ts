/** Grades: made again when stars, recorded facts or the rubric change, and when time runs out. */
import * as z from 'zod';
import { GradeRequested } from '../../../events/announcements/grade-requested.ts';
import { lazy } from '../../../events/lazy.ts';
import { queueHandler } from '../../kernel/bus/queue.ts';
import { logger } from '../../kernel/log/logger.ts';
import { type Working, working } from '../../kernel/working.ts';
import { type Asked, gradeFeatures } from './grade-feature.ts';
import { askTeams, gradeTeam } from './grade-teams.ts';

const entryOf = lazy(() => z.object({ 'detail-type': z.string(), detail: z.unknown() }));

/** Does what several announcements ask for, once where they ask for the same. */
export async function grade(around: Working, entries: readonly unknown[]): Promise<void> {
  const asked = new Map<string, Asked>();
  for (const entry of entries) {
    const { 'detail-type': type, detail } = entryOf.parse(entry);
    if (type !== GradeRequested.type) {
      logger.warn('An announcement that nobody here reacts to was dropped.', { type });
      continue;
    }
    const { feature, team, id, occurredAt } = GradeRequested.read(detail).detail;
    const cause = { id, occurredAt };
    if (feature != null) asked.set(feature, { feature, cause });
    else if (team != null) await gradeTeam(around, team, cause);
    else await askTeams(around, cause);
  }
  await gradeFeatures(around, [...asked.values()]);
}

export const handler = queueHandler((entries) => grade(working(), entries));
