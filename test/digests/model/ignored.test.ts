import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import type { Digest } from '../../../functions/digests/model/model.ts';
import { section } from '../../../functions/digests/model/sections.ts';
import { escalates, ignoredBefore } from '../../../functions/digests/model/team-digest.ts';
import { granted, notApplicable } from '../../grades/model/facts.ts';
import { accountEnrolled, completed, snoozed, verified } from '../../support/digest-facts.ts';
import {
  featureRegistered,
  featureRetired,
  flagChanged,
  merged,
  on,
  teamRegistered,
} from '../../support/ledger-facts.ts';
import { aQuietDigest } from './a-digest.ts';
import { stepItem, unverifiedItem } from './items.ts';

const asking = (ignored = 0): Digest => ({
  ...aQuietDigest,
  unverified: section('unverified', [unverifiedItem()]),
  ignored,
});

const FROM = on('03-01');
const LAST = on('03-31T23:59');

const ignoredNow = (previous: Digest | undefined, ...facts: readonly Fact[]) =>
  ignoredBefore(previous, facts, FROM, LAST);

const acts: [string, Fact][] = [
  ['a record is confirmed', verified('03-05', {})],
  ['a step is done', completed('03-05', { step: 'okr', period: '2024-W09' })],
  ['a feature is mended', featureRegistered('03-05', { feature: 'sort' })],
  ['a feature is retired', featureRetired('03-05', { feature: 'sort' })],
  ['the team is mended', teamRegistered('03-05', {})],
  ['a star is given', granted('03-05')],
  ['a star is said not to apply', notApplicable('03-05')],
  ['somebody asks not to be reminded', snoozed('03-05', { until: on('06-01') })],
];

describe('A digest was ignored', () => {
  test('when it asked for something, and nothing was done', () => {
    expect(ignoredNow(asking())).toBe(1);
  });

  test('when it asked for a step, and nothing was done', () => {
    const steps = (...states: ('done' | 'due' | 'overdue')[]) => {
      const cadence = section(
        'cadence',
        states.map((state) => stepItem({ state })),
      );
      return ignoredNow({ ...aQuietDigest, cadence, ignored: 0 });
    };
    expect(steps('done', 'overdue')).toBe(1);
    expect(steps('done', 'due')).toBe(0);
  });

  test('once more than those before it', () => {
    expect(ignoredNow(asking(1))).toBe(2);
    expect(ignoredNow(asking(7))).toBe(8);
  });

  test.each(acts)('not when %s', (_what, act) => {
    expect(ignoredNow(asking(1), act)).toBe(0);
  });

  test('when all that happened was no answer to it', () => {
    expect(
      ignoredNow(
        asking(),
        merged('03-05', {}),
        flagChanged('03-05', { enabledByDefault: true }),
        accountEnrolled('03-05', { account: 'a' }),
      ),
    ).toBe(1);
  });

  test('when what was done was done before it, or after the period', () => {
    expect(ignoredNow(asking(), verified('02-29T23:59', {}), verified('04-01', {}))).toBe(1);
    expect(ignoredNow(asking(), verified('03-01', {}))).toBe(0);
    expect(ignoredNow(asking(), verified('03-31T23:59', {}))).toBe(0);
  });

  test('not when it was quiet: it asked for nothing', () => {
    expect(ignoredNow({ ...aQuietDigest, ignored: 3 })).toBe(0);
  });

  test('not when there was none', () => {
    expect(ignoredNow(undefined)).toBe(0);
  });
});

describe('The manager is told', () => {
  /** Each month asks; in the months named, somebody does something. */
  const escalations = (months: number, acting: readonly number[] = []) => {
    let previous: Digest | undefined;
    const told: number[] = [];
    for (let month = 1; month <= months; month += 1) {
      const done = acting.includes(month) ? [verified('03-05', {})] : [];
      const ignored = ignoredNow(previous, ...done);
      if (escalates(ignored, { every: 'month' })) told.push(month);
      previous = asking(ignored);
    }
    return told;
  };

  test('once when two digests in a row were ignored, and not again', () => {
    expect(escalations(9)).toEqual([3]);
  });

  test('anew when somebody did something in between', () => {
    expect(escalations(9, [3])).toEqual([5]);
    expect(escalations(9, [5])).toEqual([3, 7]);
  });

  test('of months only', () => {
    expect((['week', 'month', 'quarter'] as const).filter((every) => escalates(2, { every }))).toEqual([
      'month',
    ]);
  });
});
