import { describe, expect, test } from '@jest/globals';
import { trendAfter } from '../../../functions/digests/model/roll-up.ts';
import { aDigest } from './a-digest.ts';

const point = (period: string) => ({ period, shipped: 1, silent: 2, completion: { done: 3, of: 4 } });

describe('A trend', () => {
  test('goes on from the digest of the period before', () => {
    const previous = { ...aDigest, trend: [point('2024-01'), point('2024-02')] };
    expect(trendAfter(previous, point('2024-03'))).toEqual(['2024-01', '2024-02', '2024-03'].map(point));
  });

  test('begins anew where there is none', () => {
    expect(trendAfter(undefined, point('2024-03'))).toEqual([point('2024-03')]);
  });

  test('goes back twelve periods', () => {
    const year = Array.from({ length: 12 }, (_, month) =>
      point(`2023-${String(month + 1).padStart(2, '0')}`),
    );
    const trend = trendAfter({ ...aDigest, trend: year }, point('2024-01'));
    expect(trend.map(({ period }) => period)).toEqual([
      ...year.slice(1).map(({ period }) => period),
      '2024-01',
    ]);
  });
});
