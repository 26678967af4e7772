import { describe, expect, test } from '@jest/globals';
import { type Declared, remarksOf } from '../../../functions/grades/model/remarks.ts';

const kinds = (declared: Declared) => remarksOf(declared).map(({ kind }) => kind);

describe('A remark', () => {
  test('is made on a feature for everyone whose flag is off by default', () => {
    expect(
      remarksOf({
        maturity: 'ga',
        maturityTitle: 'Generally available',
        hasFlag: true,
        isOnByDefault: false,
      }),
    ).toEqual([
      { kind: 'flag-off', text: 'declared Generally available, and its feature flag is off by default' },
    ]);
  });

  test.each(['deprecated', 'not_implemented'])(
    'is made on a feature that is %s and whose flag is on',
    (maturity) => {
      expect(kinds({ maturity, hasFlag: true, isOnByDefault: true })).toEqual(['flag-on']);
      expect(kinds({ maturity, hasFlag: true, isOnByDefault: false })).toEqual([]);
    },
  );

  test('is made on a feature for everyone with stars that are not earned, and counts them', () => {
    expect(remarksOf({ maturity: 'ga', hasFlag: false, grade: { earned: 3, of: 8 } })).toEqual([
      { kind: 'stars-unearned', text: 'declared ga, and 5 of 8 stars are not earned' },
    ]);
    expect(kinds({ maturity: 'ga', hasFlag: false, grade: { earned: 8, of: 8 } })).toEqual([]);
    expect(kinds({ maturity: 'beta', hasFlag: false, grade: { earned: 0, of: 8 } })).toEqual([]);
  });

  test('is not made on what is unknown: a default that nobody told is neither on nor off', () => {
    expect(kinds({ maturity: 'ga', hasFlag: true })).toEqual([]);
    expect(kinds({ maturity: 'deprecated', hasFlag: true })).toEqual([]);
    expect(kinds({ hasFlag: true, isOnByDefault: false, grade: { earned: 0, of: 8 } })).toEqual([]);
  });

  test('is not made on a flag that the feature does not have', () => {
    expect(kinds({ maturity: 'ga', hasFlag: false, isOnByDefault: false })).toEqual([]);
    expect(kinds({ maturity: 'deprecated', hasFlag: false, isOnByDefault: true })).toEqual([]);
  });

  test("goes by the organisation's own levels where these are told", () => {
    const levels = { forEveryone: ['live'], notThere: ['idea'] };
    const off = { hasFlag: true, isOnByDefault: false };
    expect(remarksOf({ maturity: 'live', ...off }, levels)).toHaveLength(1);
    expect(remarksOf({ maturity: 'ga', ...off }, levels)).toEqual([]);
    expect(remarksOf({ maturity: 'idea', hasFlag: true, isOnByDefault: true }, levels)).toHaveLength(1);
  });
});
