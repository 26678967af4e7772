import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { experimentRemark, experimentSince } from '../../../functions/digests/model/coming-up.ts';
import { recorded } from '../../support/digest-facts.ts';
import { featureRegistered, featureRetired, on, ordered, retold } from '../../support/ledger-facts.ts';

const registered = (day: string, maturity = 'experimental') =>
  featureRegistered(day, { feature: 'sort', maturity });
const retired = (day: string) => featureRetired(day, { feature: 'sort' });
const since = (at: string, ...facts: readonly Fact[]) => experimentSince(ordered(facts), on(at));

interface Case {
  readonly isPlanned?: boolean;
  readonly zone?: string;
  readonly ahead?: string;
}
function remarkAt(
  at: string,
  facts: readonly Fact[],
  { isPlanned = false, zone = 'UTC', ahead = '12-31' }: Case = {},
) {
  return experimentRemark({ facts: ordered(facts), isPlanned }, { zone, last: on(at), ahead: on(ahead) });
}

describe('An experiment', () => {
  test('starts when the maturity of a feature becomes experimental', () => {
    expect(since('06-01', registered('01-01', 'beta'), registered('02-01'))).toBe(on('02-01'));
    expect(since('01-31', registered('01-01', 'beta'), registered('02-01'))).toBeUndefined();
  });

  test('goes on when it is told again, also by another word for it', () => {
    expect(since('06-01', registered('01-01', 'prototype'), registered('02-01'))).toBe(on('01-01'));
  });

  test('is over when the feature is more than that, or retired, and is another when it is back', () => {
    expect(since('06-01', registered('01-01'), registered('02-01', 'beta'))).toBeUndefined();
    expect(since('06-01', registered('01-01'), retired('02-01'))).toBeUndefined();
    expect(since('06-01', registered('01-01'), retired('02-01'), registered('03-01'))).toBe(on('03-01'));
    expect(since('06-01', registered('01-01'), registered('02-01', 'ga'), registered('03-01'))).toBe(
      on('03-01'),
    );
  });
});

describe('The remark on an experiment', () => {
  const started = registered('03-01');

  test('says that it needs a removal or a staffed plan, and by when: a month after it started', () => {
    expect(remarkAt('03-10', [started])).toEqual({
      text: 'an experiment that needs a removal or a staffed plan',
      dueAt: on('04-01'),
      isOverdue: false,
    });
  });

  test('is overdue from the end of the month on, and stays', () => {
    expect(remarkAt('03-31T23:59', [started])?.isOverdue).toBe(false);
    expect(remarkAt('04-01', [started], { ahead: '04-01' })).toEqual({
      text: 'an experiment that still needs a removal or a staffed plan',
      dueAt: on('04-01'),
      isOverdue: true,
    });
    expect(remarkAt('12-01', [started])?.isOverdue).toBe(true);
    expect(remarkAt('12-01', [started], { ahead: '03-31' })?.isOverdue).toBe(true);
  });

  test('is not made before its day is within sight', () => {
    expect(remarkAt('03-10', [started], { ahead: '03-31' })).toBeUndefined();
    expect(remarkAt('03-10', [started], { ahead: '04-01' })).toBeDefined();
  });

  test.each(['experiment.removal', 'experiment.plan'])(
    'is not made once %s is recorded, and is again when that is taken back',
    (key) => {
      const said = recorded('03-20', { key, value: '2024-06-01' });
      expect(remarkAt('03-19', [started, said])).toBeDefined();
      expect(remarkAt('05-01', [started, said])).toBeUndefined();
      for (const value of [null, false]) {
        expect(remarkAt('05-01', [started, said, recorded('04-20', { key, value })])?.isOverdue).toBe(true);
      }
    },
  );

  test('is not made on one whose shipment is planned, nor on what is no experiment', () => {
    expect(remarkAt('05-01', [started], { isPlanned: true })).toBeUndefined();
    expect(remarkAt('05-01', [registered('03-01', 'beta')])).toBeUndefined();
    expect(remarkAt('05-01', [started, retired('04-01')])).toBeUndefined();
  });

  test.each([
    ['the end of a shorter month', '01-31T12:00', 'UTC', '02-29T12:00'],
    ['the local hour when clocks change', '03-10T10:00', 'Europe/Berlin', '04-10T09:00'],
    ['the local day', '03-31T22:30', 'Europe/Berlin', '04-30T22:30'],
  ])('counts a month to %s', (_what, from, zone, until) => {
    expect(remarkAt(from, [registered(from)], { zone })?.dueAt).toBe(on(until));
  });

  test('is the same in whatever order its facts were told', () => {
    const facts = [registered('01-01', 'beta'), started, retired('03-05'), registered('03-06', 'prototype')];
    fc.assert(
      fc.property(retold(facts), (again) => {
        expect(remarkAt('05-01', again)).toMatchObject({ dueAt: on('04-06'), isOverdue: true });
      }),
    );
  });
});
