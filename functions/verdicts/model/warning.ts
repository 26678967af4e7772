/** Early warnings: said while there is still time, and before anybody is flagged. */

import type { Cycle } from '../../catalog/model/calendar.ts';
import { lifeOf, plansIn } from '../../catalog/model/project.ts';
import { type BusinessCalendar, businessDaysBefore } from '../../kernel/model/business-days.ts';
import { means } from '../../kernel/model/identity.ts';
import type { Work } from './evidence.ts';
import { judge } from './judge.ts';

export type Warning = 'nothing-planned' | 'ten-days' | 'three-days';

/**
 * Which warning a cycle has come to: at its start, who has nothing planned; 10 and 3 full business days before the cut,
 * who has nothing in the window yet. The latest one alone: a clock that was down does not say what has passed.
 * @param now UTC instant
 * @param calendar of the team that would be warned
 * @returns `undefined` before the cycle starts and from its cut on
 */
export function warningStage(cycle: Cycle, now: string, calendar: BusinessCalendar): Warning | undefined {
  const start = cycle.opensAt ?? cycle.after;
  if (now >= cycle.until || (start !== undefined && now < start)) return undefined;
  if (now >= businessDaysBefore(cycle.until, 3, calendar)) return 'three-days';
  if (now >= businessDaysBefore(cycle.until, 10, calendar)) return 'ten-days';
  return start === undefined ? undefined : 'nothing-planned';
}

/**
 * Whether a project is to be warned at a stage. "Each project plans to ship something in each release": one that is
 * active on the train, not exempt, and has nothing in the window so far; at the start of a cycle, nothing planned in
 * the release either.
 * @param now UTC instant
 */
export function wantsWarning(stage: Warning, work: Work, cycle: Cycle, now: string): boolean {
  if (lifeOf(work.facts, now)?.status !== 'active') return false;
  const soFar = judge(work, { ...cycle, until: now });
  if (soFar?.verdict !== 'shipped-nothing' || exemptAtCut(work, cycle)) return false;
  return stage !== 'nothing-planned' || !isPlanned(work, cycle);
}

const exemptAtCut = (work: Work, cycle: Cycle) => judge(work, cycle)?.verdict === 'exempt';

const isPlanned = ({ facts }: Work, { names }: Cycle) =>
  plansIn(facts).some(({ release, at }) => means(names, release, at));
