import { describe, expect, it } from '@jest/globals';
import { ratesOf } from '../../../functions/digests/model/step-rates.ts';

describe('The rate of a step', () => {
  it('is how often it was done of those that were asked, apart for weeks, months and quarters', () => {
    expect(
      ratesOf([
        { step: 'okr', period: '2024-W09', state: 'done' },
        { step: 'okr', period: '2024-W10', state: 'missed' },
        { step: 'strategy', period: '2024-03', state: 'missed' },
        { step: 'okr', period: '2024-Q1', state: 'done' },
      ]),
    ).toEqual([
      {
        step: 'okr',
        done: 1,
        of: 2,
        periods: [
          { period: '2024-W09', state: 'done' },
          { period: '2024-W10', state: 'missed' },
        ],
      },
      { step: 'strategy', done: 0, of: 1, periods: [{ period: '2024-03', state: 'missed' }] },
      { step: 'okr', done: 1, of: 1, periods: [{ period: '2024-Q1', state: 'done' }] },
    ]);
  });

  it('is none where nothing was asked', () => {
    expect(ratesOf([])).toEqual([]);
  });
});
