import { describe, expect, test } from '@jest/globals';
import type { StarWord } from '../../../events/announcements/feature.ts';
import { type Declared, remarksOf } from '../../../functions/grades/model/remarks.ts';

const stars = (...words: StarWord[]) => words.map((word) => ({ word, counts: true }));
const kinds = (declared: Declared) => remarksOf(declared).map(({ kind }) => kind);

describe('A remark', () => {
  test('is made on a feature for everyone whose flag is off by default', () => {
    expect(
      remarksOf({
        maturity: 'ga',
        hasFlag: true,
        isOnByDefault: false,
      }),
    ).toEqual([{ kind: 'flag-off', text: 'declared ga, and its feature flag is off by default' }]);
  });

  test.each(['deprecated', 'not_implemented'])(
    'is made on a feature that is %s and whose flag is on',
    (maturity) => {
      expect(kinds({ maturity, hasFlag: true, isOnByDefault: true })).toEqual(['flag-on']);
      expect(kinds({ maturity, hasFlag: true, isOnByDefault: false })).toEqual([]);
    },
  );

  test('is made on a feature for everyone with stars that are not earned or unknown, and counts them', () => {
    const text = (...words: StarWord[]) =>
      remarksOf({ maturity: 'ga', hasFlag: false, stars: stars(...words) }).map((remark) => remark.text);
    expect(text('earned', 'not-earned', 'unknown', 'unknown', 'not-applicable')).toEqual([
      'declared ga, and 1 of 4 stars are not earned, 2 unknown',
    ]);
    expect(text('not-earned')).toEqual(['declared ga, and 1 of 1 star is not earned']);
    expect(text('unknown', 'unknown')).toEqual(['declared ga, and 2 of 2 stars are unknown']);
    expect(text('earned', 'not-applicable')).toEqual([]);
    expect(kinds({ maturity: 'beta', hasFlag: false, stars: stars('unknown') })).toEqual([]);
  });

  test('is not made on what is unknown: a default that nobody recorded is neither on nor off', () => {
    expect(kinds({ maturity: 'ga', hasFlag: true })).toEqual([]);
    expect(kinds({ maturity: 'deprecated', hasFlag: true })).toEqual([]);
    expect(kinds({ hasFlag: true, isOnByDefault: false, stars: stars('unknown') })).toEqual([]);
  });

  test('is not made on a flag that the feature does not have', () => {
    expect(kinds({ maturity: 'ga', hasFlag: false, isOnByDefault: false })).toEqual([]);
    expect(kinds({ maturity: 'deprecated', hasFlag: false, isOnByDefault: true })).toEqual([]);
  });
});
