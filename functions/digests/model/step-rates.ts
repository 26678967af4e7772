/** A team's steps over time: how often it does each. */
import { type CadenceStep, everyOf } from '../../../events/fields.ts';
import type { Period } from '../../kernel/model/period.ts';
import { endedIn, type TeamCadence } from './cadence.ts';
import type { CadenceItem } from './model.ts';
import { periodsAround } from './periods.ts';

/** One step of one period that has ended. */
export interface StepOfPeriod {
  readonly period: string;
  readonly step: CadenceItem['step'];
  readonly state: 'done' | 'missed';
}

/**
 * A team's steps over time, in the order of their periods.
 * @param periods of any length, that do not overlap
 * @param at as of when, UTC instant
 */
export const completionByPeriod = (
  asked: TeamCadence,
  periods: readonly Period[],
  at: string,
): StepOfPeriod[] =>
  periods
    .flatMap((period) => endedIn(asked, periodsAround(period).ended, at))
    .flatMap(({ period, step, state }) =>
      state === 'due' ? [] : [{ period, step, state: state === 'done' ? 'done' : 'missed' }],
    );

export interface StepRate {
  readonly step: StepOfPeriod['step'];
  readonly done: number;
  readonly of: number;
  /** Oldest first. */
  readonly periods: readonly Omit<StepOfPeriod, 'step'>[];
}

/**
 * The rate of each step; a weekly and a quarterly one of the same name are two.
 * @param steps in the order of their periods
 */
export function ratesOf(steps: readonly StepOfPeriod[]): StepRate[] {
  const groups = Map.groupBy(steps, (each) => `${each.step} ${everyOf(each.period)}`);
  return [...groups.values()].flatMap((all): StepRate[] => {
    const [first] = all;
    if (first === undefined) return [];
    const done = all.filter(({ state }) => state === 'done').length;
    const periods = all.map(({ period, state }) => ({ period, state }));
    return [{ step: first.step, done, of: all.length, periods }];
  });
}

/** The titles of the steps, where no rule gives one. */
export const STEPS: Readonly<Record<CadenceStep, string>> = {
  okr: 'OKRs',
  strategy: 'strategy page',
  'product-data': 'product data',
  'supported-list': 'supported list',
  roadmap: 'roadmap',
};
