import { describe, expect, test } from '@jest/globals';
import { distinct, lastSaid, ofType } from '../../../functions/kernel/model/facts.ts';
import { flagChanged, projectPaused, projectStarted } from '../../support/ledger-facts.ts';

describe('The facts of one type', () => {
  test('are those, in their order', () => {
    const [first, second] = [
      flagChanged('03-02', { enabledByDefault: true }),
      flagChanged('03-01', { enabledByDefault: false }),
    ];
    expect(
      ofType([first, projectStarted('03-01', {}), second, projectPaused('03-01', {})], 'FeatureFlagChanged'),
    ).toEqual([first, second]);
  });
});

describe('What was last said of a field', () => {
  const said = (...values: (string | null | undefined)[]) => lastSaid(values, (value) => value);

  test('is the last value', () => expect(said('old', 'new')).toBe('new'));
  test('is not unsaid by a statement that leaves the field out', () =>
    expect(said('old', undefined)).toBe('old'));
  test('is nothing after null, which says that there is none', () =>
    expect(said('old', null)).toBeUndefined());
  test('is nothing after null and a statement that leaves the field out', () =>
    expect(said('old', null, undefined)).toBeUndefined());
  test('is nothing while nobody said anything', () => expect(said()).toBeUndefined());
  test('may be false, which is not nothing', () =>
    expect(lastSaid([true, false], (value) => value)).toBe(false));
});

test('Distinct values come once each, by code unit', () => {
  expect(distinct(['b', 'a', 'Z', 'b', '10', '9'])).toEqual(['10', '9', 'Z', 'a', 'b']);
});
