/** A team's steps over time: how often it does each. */
import { type CadenceStep, everyOf } from '../../../events/fields.ts';
import type { Period } from '../../kernel/model/period.ts';
import { endedIn, type TeamCadence } from './cadence.ts';
import type { CadenceItem } from './model.ts';
import { periodsAround } from './periods.ts';

export interface StepRate {
  readonly step: CadenceItem['step'];
  readonly done: number;
  readonly of: number;
  /** Oldest first. */
  readonly periods: readonly { readonly period: string; readonly isDone: boolean }[];
}

/**
 * The rate of each of a team's steps; a weekly and a quarterly one of the same name are two.
 * @param periods that do not overlap, oldest first
 * @param at as of when, UTC instant
 */
export function stepRates(asked: TeamCadence, periods: readonly Period[], at: string): StepRate[] {
  const steps = periods
    .flatMap((period) => endedIn(asked, periodsAround(period).ended, at))
    .filter(({ state }) => state !== 'due');
  const groups = Object.values(Object.groupBy(steps, ({ step, period }) => `${step} ${everyOf(period)}`));
  return groups.flatMap((all = []) => {
    const [step] = all.map((each) => each.step);
    const periods = all.map(({ period, state }) => ({ period, isDone: state === 'done' }));
    const done = periods.filter(({ isDone }) => isDone).length;
    return step === undefined ? [] : [{ step, done, of: all.length, periods }];
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
