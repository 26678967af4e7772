import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { retryAfterMs } from '../../../functions/kernel/model/retry-after.ts';

const NOW = '2024-04-01T12:00:00.000Z';

describe('Retry-After', () => {
  test.each([
    ['120', 120],
    [' 5 ', 5],
    ['0', 1],
    ['999999999', 86_400],
    ['1.5', 1.5],
    ['Mon, 01 Apr 2024 12:02:00 GMT', 120],
    ['Mon, 01 Apr 2024 11:00:00 GMT', 1],
    ['Wed, 01 Apr 2026 12:00:00 GMT', 86_400],
  ])('%s is %d seconds', (said, seconds) => expect(retryAfterMs(said, NOW)).toBe(seconds * 1000));

  test.each([undefined, '', 'soon', 'NaN', '1e'])('%s says nothing', (said) =>
    expect(retryAfterMs(said, NOW)).toBeUndefined(),
  );

  test('is between a second and a day, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        const wait = retryAfterMs(said, NOW);
        if (wait === undefined) return;
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});
