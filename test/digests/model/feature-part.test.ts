import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { featurePart } from '../../../functions/digests/model/feature-part.ts';
import { noSections } from '../../../functions/digests/model/sections.ts';
import { granted, published } from '../../grades/model/facts.ts';
import { accountEnrolled, enrollmentOpened, snoozed, verified } from '../../support/digest-facts.ts';
import { featureRegistered, featureRetired, merged, on } from '../../support/ledger-facts.ts';
import { aPeriod, materialOf, viewWith } from './materials.ts';

const docs = published('01-01', 'v1', {});
const sort = (day: string, more: object = {}) => featureRegistered(day, { feature: 'sort', ...more });

/** What the digest of the team Search says of the feature `sort`, for March. */
const march = (...facts: readonly Fact[]) => featurePart('search', materialOf(facts), viewWith([docs]));

describe('A digest says of a feature', () => {
  test('that it is new, and nothing of a record that somebody has just made', () => {
    expect(march(sort('03-05'))?.sections).toMatchObject({
      features: { items: [{ feature: 'sort', title: 'Sort', change: 'new', to: 'Beta' }], total: 1 },
      unverified: { total: 0 },
    });
  });

  test('that it moved to another maturity', () => {
    expect(march(sort('01-05'), sort('03-05', { maturity: 'ga' }))?.sections.features.items).toMatchObject([
      { change: 'changed', from: 'Beta', to: 'Generally available' },
    ]);
  });

  test('that nobody changed or verified its record', () => {
    expect(march(sort('01-05'))?.sections.unverified.items).toEqual([
      { entity: 'feature:sort', title: 'Sort', team: 'search', lastSeenAt: on('01-05') },
    ]);
    const look = verified('03-05', { entity: 'feature:sort' });
    expect(march(sort('01-05'), look)?.sections.unverified).toEqual({ items: [], total: 0 });
  });

  test('that it has another grade, and what it stood at', () => {
    const part = march(sort('01-05'), granted('03-05'));
    expect(part?.sections.grades.items).toMatchObject([
      { feature: 'sort', title: 'Sort', to: { earned: 1, of: 1 } },
    ]);
    expect(part).toMatchObject({ standing: [1, 1], stoodBefore: [0, 1] });
  });

  test('what comes up', () => {
    expect(march(sort('01-05'), enrollmentOpened('03-05', { stage: 'beta' }))?.sections.upcoming.total).toBe(
      1,
    );
  });

  test('by the title that it has at the end, or by its id', () => {
    const part = march(sort('01-05', { title: 'Sort' }), sort('03-05', { title: 'Order' }));
    expect(part).toMatchObject({ feature: 'sort', title: 'Order', isSnoozed: false });
    expect(part?.sections.features.total).toBe(0);
  });

  test('nothing of what happened after the period, where its ledger goes on', () => {
    const later = snoozed('04-02', { until: on('06-01') });
    expect(march(sort('01-05'), later)).toMatchObject({
      isSnoozed: false,
      sections: { unverified: { total: 1 } },
    });
  });

  test('nothing with the account of anybody', () => {
    const part = march(sort('01-05'), accountEnrolled('03-05', { account: 'acme-corp', stage: 'beta' }));
    expect(part?.sections.upcoming.total).toBe(1);
    expect(JSON.stringify(part)).not.toContain('acme');
  });
});

describe('Of a feature that somebody snoozed a digest', () => {
  const asleep = snoozed('02-01', { until: on('05-01') });

  test('says nothing, and keeps how it stands', () => {
    const part = march(sort('01-05'), asleep, sort('03-05', { maturity: 'ga' }), granted('03-06'));
    expect(part).toMatchObject({ isSnoozed: true, sections: noSections, standing: [1, 1] });
  });

  test('says all when it was only until before the end of the period', () => {
    const part = march(sort('01-05'), snoozed('02-01', { until: on('03-31') }));
    expect(part).toMatchObject({ isSnoozed: false, sections: { unverified: { total: 1 } } });
    expect(march(sort('01-05'), snoozed('02-01', { until: on('04-01') }))?.isSnoozed).toBe(true);
  });
});

describe('A digest leaves out a feature that', () => {
  test('is retired at its end', () => {
    expect(march(sort('01-05'), featureRetired('03-20', { feature: 'sort' }))).toBeUndefined();
  });

  test('is another team’s at its end', () => {
    expect(march(sort('01-05'), sort('03-20', { team: 'code' }))).toBeUndefined();
    expect(march(sort('01-05', { team: 'code' }), sort('03-20'))).toBeDefined();
  });

  test('nobody registered', () => {
    expect(march(merged('03-05', { feature: 'sort' }))).toBeUndefined();
  });
});

describe('What a feature is looked at with', () => {
  test('are the ends of the period, and of the one after it, in its zone', () => {
    const april = aPeriod('2024-04', 'Europe/Berlin');
    expect(viewWith([], april, '2024-04-20T00:00:00.000Z')).toMatchObject({
      zone: 'Europe/Berlin',
      first: '2024-03-31T21:59:59.999Z',
      from: '2024-03-31T22:00:00.000Z',
      last: '2024-04-20T00:00:00.000Z',
      until: '2024-04-30T22:00:00.000Z',
      ahead: '2024-05-31T22:00:00.000Z',
    });
  });
});
