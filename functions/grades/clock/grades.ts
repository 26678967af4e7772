/** Grades that time alone changes, as stars expire and categories begin to count; and once after a new rubric, all grades. */
import * as z from 'zod';
import { rubric } from '../../../events/contract.ts';
import { lazy } from '../../../events/lazy.ts';
import { readStates } from '../../catalog/store/states.ts';
import { markNotified, wasNotified } from '../../kernel/bus/publish.ts';
import { gradeRequested } from '../../kernel/model/announcements.ts';
import { monthsUpTo } from '../../kernel/model/period.ts';
import { dueIn, entityOf, isGrade } from '../../kernel/store/keys.ts';
import { all } from '../../kernel/store/store.ts';
import type { Working } from '../../kernel/working.ts';

/** How far back to look for what fell due while the clock was down. */
const MONTHS = 12;

const linked = lazy(() => z.object({ pk: z.string(), sk: z.string(), linkKey: z.string() }));

export async function askForDueGrades({ table, announce, now }: Working): Promise<void> {
  for (const month of monthsUpTo(now, MONTHS)) {
    const items = await all(table.list('links', dueIn(month)));
    const requests = items.flatMap((item) => {
      const { pk, sk, linkKey: due } = linked.parse(item);
      const entity = entityOf(pk);
      if (entity === undefined || !isGrade({ pk, sk }) || due > now) return [];
      return [gradeRequested({ feature: entity.id }, `due ${due}`, due)];
    });
    await announce(requests);
  }
}

/** A new rubric requests every grade that the index lists. The index can lag, so the clock requests them once more. */
export async function askAgainAfterRubric({ table, announce, now }: Working): Promise<void> {
  const state = (await readStates(table, 'rubric', [rubric.id])).get(rubric.id);
  const last = state?.versions.at(-1);
  if (last === undefined) return;
  const what = `GRADED#${last.from}#${last.rubricVersion}`;
  if (await wasNotified(table, rubric, what)) return;
  await announce([gradeRequested({}, `clock ${now}`, now)]);
  await markNotified(table, rubric, what, now);
}
