import { describe, expect, test } from '@jest/globals';
import { by, feature, knowing, known } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const sort = feature({ docsUrl: 'https://example.com/sort' });
const one = { feature: 'sort', title: 'Sort', team: 'search', maturity: 'beta' };
const knowsSort = knowing({ features: by({ sort: known(sort) }) });

describe('A renamed feature', () => {
  const renamed = { features: by({ order: { ...sort, title: 'Order', formerly: ['sort'] } }) };
  const both = [
    ['FeatureRegistered', { ...one, feature: 'order', title: 'Order' }],
    ['FeatureRenamed', { feature: 'sort', to: 'order' }],
  ];

  test('keeps its history, and is compared with what it was', () => {
    expect(stated(knowsSort, renamed)).toEqual(both);
    expect(words(knowsSort, renamed)).toEqual([
      'feature order: title Sort -> Order',
      'feature sort: goes by order now, with its history',
    ]);
  });

  test('may be stated beside the files', () => {
    const wanted = { features: by({ order: { ...sort, title: 'Order' } }) };
    expect(stated(knowsSort, wanted, { renamed: new Map([['sort', 'order']]) })).toEqual(both);
  });

  test('is not stated again once it is known', () => {
    const { order } = Object.fromEntries(renamed.features);
    const knows = knowing({
      features: by({ order: known({ ...sort, title: 'Order', formerly: ['sort'] }) }),
    });
    expect(order && stated(knows, renamed)).toEqual([]);
    expect(compared(knows, renamed, { renamed: new Map([['sort', 'order']]) })).toMatchObject({
      changes: [],
      warnings: [],
    });
  });

  test('is a new one when nobody knows its former name, or that one is gone', () => {
    const types = (knows = knowing()) => stated(knows, renamed).map(([type]) => type);
    expect(types()).toEqual(['FeatureRegistered']);
    expect(types(knowing({ features: by({ sort: known(sort, { isGone: true }) }) }))).toEqual([
      'FeatureRegistered',
    ]);
  });

  test('is stated as a whole when it joins another: what either was said last would be chance', () => {
    const order = known(feature({ note: 'as it was', maturity: 'ga' }));
    const knows = knowing({ features: by({ sort: known(sort), order }) });
    const [registered] = stated(knows, { features: by({ order: feature({ formerly: ['sort'] }) }) });
    expect(registered).toEqual([
      'FeatureRegistered',
      { ...one, feature: 'order', docsUrl: null, note: null },
    ]);
  });

  test.each([
    ['the files have no feature order', knowsSort, by({ other: sort })],
    ['the files still have a feature sort', knowsSort, by({ sort, order: sort })],
    ['no feature sort is known', knowing(), by({ order: sort })],
  ])('is explained when it cannot be: %s', (reason, knows, features) => {
    const { changes, warnings } = compared(knows, { features }, { renamed: new Map([['sort', 'order']]) });
    expect(warnings).toEqual([`feature sort: cannot be renamed to order, ${reason}`]);
    expect(changes.map(({ fact }) => fact.type)).not.toContain('FeatureRenamed');
  });

  test('begins anew under a name that was left, without what was said under it before', () => {
    const knows = knowing({ features: by({ order: known({ ...sort, formerly: ['sort'] }) }) });
    const wanted = { features: by({ sort: feature({ note: 'new' }), order: { ...sort, formerly: [] } }) };
    const [[type, fields] = []] = stated(knows, wanted);
    expect([type, fields]).toEqual([
      'FeatureRegistered',
      expect.objectContaining({ feature: 'sort', note: 'new', docsUrl: null, flag: null, internal: null }),
    ]);
  });

  test('is stated by what differs once it has begun anew under a name that was left', () => {
    const knows = knowing({
      features: by({ order: known({ ...sort, formerly: ['sort'] }), sort: known(feature({})) }),
    });
    const wanted = { features: by({ sort: feature({ note: 'new' }), order: { ...sort, formerly: [] } }) };
    expect(stated(knows, wanted)).toEqual([['FeatureRegistered', { ...one, note: 'new' }]]);
  });
});
