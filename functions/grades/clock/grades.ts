/** Time alone changes grades: stars expire, categories begin to count. And once after a rubric, whoever an index left out. */
import { rubric } from '../../../events/contract.ts';
import { rubricState } from '../../catalog/model/published.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { markNotified, wasNotified } from '../../kernel/bus/notified.ts';
import { gradeRequested } from '../../kernel/model/announcements.ts';
import { monthsUpTo } from '../../kernel/model/period.ts';
import type { Working } from '../../kernel/working.ts';
import { readDueGrades } from '../store/grades.ts';

/** How far back a clock that was down looks for what fell due meanwhile. */
const MONTHS = 12;

export async function askForDueGrades({ table, announce, now }: Working): Promise<void> {
  for (const month of monthsUpTo(now, MONTHS)) {
    const due = await readDueGrades(table, month, now);
    await announce(due.map(({ feature, due: since }) => gradeRequested({ feature }, `due ${since}`, since)));
  }
}

/**
 * A rubric asks for every grade that the index lists, and an index can lag behind: what it did not list yet is asked
 * for by the next turn of the clock.
 */
export async function askAgainAfterRubric({ table, announce, now }: Working): Promise<void> {
  const state = (await readStates(table, 'rubric', rubricState, [rubric.id])).get(rubric.id);
  const last = state?.versions.at(-1);
  if (last === undefined) return;
  const what = `GRADED#${last.from}#${last.rubricVersion}`;
  if (await wasNotified(table, rubric, what)) return;
  await announce([gradeRequested({}, `clock ${now}`, now)]);
  await markNotified(table, rubric, what, now);
}
