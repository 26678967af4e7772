import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeWithin } from '../../../functions/digests/model/feature-part.ts';
import {
  featureRegistered,
  featureRenamed,
  featureRetired,
  on,
  ordered,
  retold,
} from '../../support/ledger-facts.ts';

const maturities = new Map([
  ['beta', 'Beta'],
  ['ga', 'Generally available'],
]);
const march = { from: on('03-01'), until: on('04-01'), maturities };
const registered = (day: string, maturity: string) => featureRegistered(day, { feature: 'sort', maturity });
const retired = (day: string) => featureRetired(day, { feature: 'sort' });
const changeOf = (...facts: Parameters<typeof ordered>[0]) => changeWithin('sort', ordered(facts), march);

describe('Within a period, a feature', () => {
  test('is new when it was registered in it, from its first moment and before its last', () => {
    const made = { feature: 'sort', title: 'Sort', team: 'search', change: 'new', to: 'Beta' };
    expect(changeOf(registered('03-01', 'beta'))).toEqual(made);
    expect(changeOf(registered('03-31T23:59', 'beta'))).toEqual(made);
    expect(changeOf(registered('02-29T23:59', 'beta'))).toBeUndefined();
    expect(changeOf(registered('04-01', 'beta'))).toBeUndefined();
  });

  test('changed when its maturity at the end is another than at the beginning, by their titles', () => {
    expect(changeOf(registered('02-01', 'beta'), registered('03-10', 'ga'))).toMatchObject({
      change: 'changed',
      from: 'Beta',
      to: 'Generally available',
    });
    expect(changeOf(registered('02-01', 'idea'), registered('03-10', 'ga'))).toMatchObject({ from: 'idea' });
  });

  test('did not change when it is there and back again, or only something else of it changed', () => {
    expect(
      changeOf(registered('02-01', 'beta'), registered('03-10', 'ga'), registered('03-11', 'beta')),
    ).toBeUndefined();
    expect(
      changeOf(
        registered('02-01', 'beta'),
        featureRegistered('03-10', { feature: 'sort', title: 'Sort by rank' }),
      ),
    ).toBeUndefined();
  });

  test('is deprecated when its maturity became that', () => {
    const facts = [registered('02-01', 'ga'), registered('03-10', 'deprecated')];
    expect(changeOf(...facts)).toMatchObject({ change: 'deprecated', to: 'deprecated' });
    expect(changeOf(...facts, registered('02-10', 'deprecated'))).toBeUndefined();
  });

  test('has nothing to tell when it is retired at the end, and is new when it is back', () => {
    expect(changeOf(registered('03-02', 'beta'), retired('03-20'))).toBeUndefined();
    expect(changeOf(registered('02-01', 'beta'), retired('04-01'))).toBeUndefined();
    expect(
      changeOf(registered('01-01', 'beta'), retired('02-01'), registered('03-02', 'beta')),
    ).toMatchObject({ change: 'new' });
  });

  test('keeps its history under a new name', () => {
    const facts = ordered([
      registered('02-01', 'beta'),
      featureRenamed('03-05', { feature: 'sort', to: 'order' }),
      featureRegistered('03-10', { feature: 'order', maturity: 'ga' }),
    ]);
    expect(changeWithin('order', facts, march)).toMatchObject({
      change: 'changed',
      from: 'Beta',
      to: 'Generally available',
    });
    const made = ordered([
      registered('03-02', 'beta'),
      featureRenamed('03-05', { feature: 'sort', to: 'order' }),
    ]);
    expect(changeWithin('order', made, march)).toMatchObject({ feature: 'order', change: 'new' });
  });

  test('is told by the name it goes by now, also when it was renamed before the period, and again after it', () => {
    const facts = ordered([
      registered('01-01', 'beta'),
      featureRenamed('02-05', { feature: 'sort', to: 'order' }),
      registered('03-10', 'ga'),
      featureRenamed('04-05', { feature: 'order', to: 'rank' }),
    ]);
    expect(changeWithin('rank', facts, march)).toMatchObject({ feature: 'rank', change: 'changed' });
  });

  test('is the same in whatever order it was told', () => {
    const facts = [
      registered('02-01', 'beta'),
      registered('03-01', 'ga'),
      retired('03-02'),
      registered('03-03', 'deprecated'),
    ];
    fc.assert(
      fc.property(retold(facts), (again) => {
        expect(changeOf(...again)).toMatchObject({ change: 'deprecated', from: 'Beta' });
      }),
    );
  });
});
