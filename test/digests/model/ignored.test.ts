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
  ['a feature is changed', featureRegistered('03-05', { feature: 'sort' })],
  ['a feature is retired', featureRetired('03-05', { feature: 'sort' })],
  ['the team is changed', teamRegistered('03-05', {})],
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

describe('A digest goes to the manager, too,', () => {
  test('once, when two in a row were ignored', () => {
    const month = { every: 'month' } as const;
    expect([0, 1, 2, 3, 4].filter((ignored) => escalates(ignored, month))).toEqual([2]);
  });

  test('only of a month', () => {
    expect(escalates(2, { every: 'week' }) || escalates(2, { every: 'quarter' })).toBe(false);
  });
});
