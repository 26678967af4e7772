import { describe, expect, test } from '@jest/globals';
import { justBefore, lastLookedAt } from '../../../functions/digests/model/periods.ts';
import { march } from './materials.ts';

describe('The last instant that a digest looks at', () => {
  test('is the last one of its period, from when that is over', () => {
    for (const now of [march.until, '2024-05-01T00:00:00.000Z'])
      expect(lastLookedAt(march, now)).toBe('2024-03-31T23:59:59.999Z');
  });

  test('is now as long as it is not', () => {
    for (const now of [march.from, '2024-03-31T23:59:59.999Z']) expect(lastLookedAt(march, now)).toBe(now);
  });

  test('is the one before the next, also where a year begins', () => {
    expect(justBefore('2024-01-01T00:00:00.000Z')).toBe('2023-12-31T23:59:59.999Z');
  });
});
