/** Early warnings, given before the cut while there is still time to ship. */
import type { Cycle } from '../../catalog/model/calendar.ts';
import { lifeOf, plansIn } from '../../catalog/model/project.ts';
import { type BusinessCalendar, businessDaysBefore } from '../../kernel/model/business-days.ts';
import { means } from '../../kernel/model/identity.ts';
import type { Work } from './evidence.ts';
import { judge } from './judge.ts';
import { isFlagged } from './verdict.ts';

export type Warning = 'nothing-planned' | 'ten-days' | 'three-days';

/**
 * The latest warning that a cycle has come to: from its start, for projects with nothing planned; 10 and 3 full business days
 * before the cut, for those with nothing in the window yet.
 * @param calendar of the team that would be warned
 */
export function warningStage(cycle: Cycle, now: string, calendar: BusinessCalendar): Warning | undefined {
  const start = cycle.opensAt ?? cycle.after;
  if (now >= cycle.until || (start !== undefined && now < start)) return undefined;
  if (now >= businessDaysBefore(cycle.until, 3, calendar)) return 'three-days';
  if (now >= businessDaysBefore(cycle.until, 10, calendar)) return 'ten-days';
  return start === undefined ? undefined : 'nothing-planned';
}

/**
 * Whether a project gets the warning of a stage. "Each project plans to ship something in each release": it is active on
 * the train, not exempt, and has nothing in the window so far; at the start of a cycle, nothing planned either.
 */
export function wantsWarning(stage: Warning, work: Work, cycle: Cycle, now: string): boolean {
  if (lifeOf(work.facts, now)?.status !== 'active') return false;
  const soFar = judge(work, { ...cycle, until: now });
  if (!isFlagged(soFar?.verdict) || judge(work, cycle)?.verdict === 'exempt') return false;
  const isPlanned = plansIn(work.facts).some(({ release, at }) => means(cycle.names, release, at));
  return stage !== 'nothing-planned' || !isPlanned;
}
