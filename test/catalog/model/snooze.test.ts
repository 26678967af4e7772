import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { snoozedUntil } from '../../../functions/catalog/model/snooze.ts';
import { snoozed } from '../../support/digest-facts.ts';
import { on, ordered, retold } from '../../support/ledger-facts.ts';

describe('What is snoozed', () => {
  const quiet = snoozed('03-01', { until: on('04-01') });

  test('is so from when it was said until its moment, and no longer', () => {
    expect(snoozedUntil([quiet], on('02-29'))).toBeUndefined();
    expect(snoozedUntil([quiet], on('03-01'))).toBe(on('04-01'));
    expect(snoozedUntil([quiet], on('03-31T23:59'))).toBe(on('04-01'));
    expect(snoozedUntil([quiet], on('04-01'))).toBeUndefined();
  });

  test('is so until the moment that was said last, be it earlier or later', () => {
    const shorter = ordered([quiet, snoozed('03-02', { until: on('03-10') })]);
    expect(snoozedUntil(shorter, on('03-05'))).toBe(on('03-10'));
    expect(snoozedUntil(shorter, on('03-15'))).toBeUndefined();
    const longer = ordered([quiet, snoozed('03-02', { until: on('05-10') })]);
    expect(snoozedUntil(longer, on('04-05'))).toBe(on('05-10'));
  });

  test('is so no more once somebody says a moment in the past', () => {
    const back = ordered([quiet, snoozed('03-10', { until: on('03-09') })]);
    expect(snoozedUntil(back, on('03-09'))).toBe(on('04-01'));
    expect(snoozedUntil(back, on('03-10'))).toBeUndefined();
  });

  test('is the same in whatever order it was told, and how often', () => {
    const facts = [
      quiet,
      snoozed('03-02', { until: on('03-20') }),
      snoozed('03-02', { until: on('06-01') }),
      snoozed('03-15', { until: on('03-16') }),
    ];
    fc.assert(
      fc.property(retold(facts), fc.constantFrom('03-01', '03-10', '03-15', '03-17'), (again, day) => {
        expect(snoozedUntil(ordered(again), on(day))).toBe(snoozedUntil(ordered(facts), on(day)));
      }),
    );
  });
});
