/** How often a team does each step of its cadence, over time. */

import { everyOf } from '../../../events/fields.ts';
import type { StepOfPeriod } from './cadence.ts';

export interface StepRate {
  readonly step: StepOfPeriod['step'];
  readonly done: number;
  readonly of: number;
  /** Oldest first, whether it was done or missed. */
  readonly periods: readonly Omit<StepOfPeriod, 'step'>[];
}

/**
 * The rate of each step; an OKR of weeks and one of quarters are two.
 * @param steps in the order of their periods
 */
export function ratesOf(steps: readonly StepOfPeriod[]): StepRate[] {
  const groups = Map.groupBy(steps, (each) => `${each.step} ${everyOf(each.period)}`);
  return [...groups.values()].flatMap((all): StepRate[] => {
    const [first] = all;
    if (first === undefined) return [];
    const done = all.filter(({ state }) => state === 'done').length;
    return [
      {
        step: first.step,
        done,
        of: all.length,
        periods: all.map(({ period, state }) => ({ period, state })),
      },
    ];
  });
}
