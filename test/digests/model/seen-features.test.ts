import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { seenFeatures } from '../../../functions/digests/model/verified.ts';
import { snoozed, verified } from '../../support/digest-facts.ts';
import { featureRegistered, featureRetired, merged, on, ordered } from '../../support/ledger-facts.ts';

const sort = (day: string, more: object = {}) => featureRegistered(day, { feature: 'sort', ...more });
const seen = (moment: string, ...facts: readonly Fact[]) =>
  seenFeatures('search', [{ feature: 'sort', facts: ordered(facts) }], on(moment));

describe('The features that a team is asked to look at', () => {
  test('are those that are there, with when somebody last looked', () => {
    expect(seen('03-01', sort('01-05'))).toEqual([{ entity: 'feature:sort', lastSeenAt: on('01-05') }]);
    const look = verified('02-05', { entity: 'feature:sort' });
    expect(seen('03-01', sort('01-05'), look)).toMatchObject([{ lastSeenAt: on('02-05') }]);
    expect(seen('02-04', sort('01-05'), look)).toMatchObject([{ lastSeenAt: on('01-05') }]);
  });

  test('are not yet those that come later', () => {
    expect(seen('01-04', sort('01-05'))).toEqual([]);
    expect(seen('01-05', sort('01-05'))).toHaveLength(1);
  });

  test('are none that are gone, were never registered, or are another team’s', () => {
    expect(seen('03-01', sort('01-05'), featureRetired('02-01', { feature: 'sort' }))).toEqual([]);
    expect(seen('01-31', sort('01-05'), featureRetired('02-01', { feature: 'sort' }))).toHaveLength(1);
    expect(seen('03-01', sort('01-05', { team: 'code' }))).toEqual([]);
    expect(seen('03-01', merged('01-05', { feature: 'sort' }))).toEqual([]);
  });

  test('are none that were snoozed then', () => {
    const asleep = snoozed('02-01', { until: on('04-01') });
    expect(seen('03-01', sort('01-05'), asleep)).toEqual([]);
    expect(seen('04-01', sort('01-05'), asleep)).toHaveLength(1);
    expect(seen('01-31', sort('01-05'), asleep)).toHaveLength(1);
  });
});
