import { describe, expect, test } from '@jest/globals';
import { on } from '../../../support/ledger-facts.ts';
import { by, feature, knowing, known } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const sort = feature({ docsUrl: 'https://example.com/sort' });
const one = { feature: 'sort', title: 'Sort', team: 'search', maturity: 'beta' };
const knowsSort = knowing({ features: by({ sort: known(sort) }) });

describe('A feature of the files', () => {
  test('is registered with all that is known of it when it is new', () => {
    const wanted = {
      features: by({ sort: feature({ docsUrl: null, compatibility: { gitlab: true, gerrit: null } }) }),
    };
    expect(stated(knowing(), wanted)).toEqual([
      ['FeatureRegistered', { ...one, compatibility: { gitlab: true } }],
    ]);
    expect(words(knowing(), wanted)).toEqual(['feature sort: new; title Sort; team search; maturity beta']);
  });

  test('is not stated when it is as it is known', () => {
    expect(stated(knowsSort, { features: by({ sort }) })).toEqual([]);
  });

  test('is as it is known when what is unknown is null here and absent there', () => {
    const wanted = feature({
      docsUrl: 'https://example.com/sort',
      project: null,
      compatibility: { gitlab: null },
      internal: {},
    });
    expect(stated(knowsSort, { features: by({ sort: wanted }) })).toEqual([]);
  });

  test('is stated by what differs, with what is unknown now as null', () => {
    const wanted = { features: by({ sort: feature({ maturity: 'ga', useCases: [] }) }) };
    expect(stated(knowsSort, wanted)).toEqual([
      ['FeatureRegistered', { ...one, maturity: 'ga', docsUrl: null, useCases: [] }],
    ]);
    expect(words(knowsSort, wanted)).toEqual([
      'feature sort: docsUrl is unknown now; maturity beta -> ga; useCases is none',
    ]);
  });

  test('is stated by the whole map when one host of it differs', () => {
    const before = feature({ compatibility: { gitlab: true, gerrit: false } });
    const wanted = {
      features: by({ sort: feature({ compatibility: { gitlab: 'partial', gerrit: false } }) }),
    };
    const knows = knowing({ features: by({ sort: known(before) }) });
    expect(stated(knows, wanted)).toEqual([
      ['FeatureRegistered', { ...one, compatibility: { gitlab: 'partial', gerrit: false } }],
    ]);
    expect(words(knows, wanted)).toEqual(['feature sort: compatibility.gitlab yes -> partial']);
  });

  test('is stated when the order of a list differs, and not when that of a map does', () => {
    const before = feature({ useCases: ['a', 'b'], deployment: { cloud: 'ga', own: 'beta' } });
    const knows = knowing({ features: by({ sort: known(before) }) });
    const turned = feature({ useCases: ['a', 'b'], deployment: { own: 'beta', cloud: 'ga' } });
    expect(stated(knows, { features: by({ sort: turned }) })).toEqual([]);
    expect(words(knows, { features: by({ sort: { ...before, useCases: ['b', 'a'] } }) })).toEqual([
      'feature sort: useCases a, b -> b, a',
    ]);
  });

  test('never shows what is internal in words', () => {
    const wanted = { features: by({ sort: { ...sort, internal: { sales: 'a secret' } } }) };
    expect(words(knowsSort, wanted)).toEqual(['feature sort: internal.sales changes']);
  });

  test('is retired when it is missing and files had stated it', () => {
    expect(stated(knowsSort, { features: by({}) })).toEqual([
      ['FeatureRetired', { feature: 'sort', reason: 'no longer in the catalog' }],
    ]);
  });

  test.each([
    ['somebody else stated it last', known(sort, { isFromFiles: false })],
    ['it is gone already', known(sort, { isGone: true })],
  ])('is left alone when it is missing and %s', (_, record) => {
    expect(stated(knowing({ features: by({ sort: record }) }), { features: by({}) })).toEqual([]);
  });

  test('is left alone when the files do not speak of features', () => {
    expect(stated(knowsSort, {})).toEqual([]);
  });

  test.each([
    ['its reason', 'nobody used it', { reason: 'nobody used it' }],
    ['no reason', true, {}],
  ])('is retired with %s when the files say so', (_, retired, reason) => {
    expect(stated(knowsSort, { features: by({ sort: { ...sort, retired } }) })).toEqual([
      ['FeatureRetired', { feature: 'sort', ...reason }],
    ]);
  });

  test('is registered before it is retired when nobody knew it', () => {
    const types = stated(knowing(), { features: by({ sort: { ...sort, retired: true } }) }).map(
      ([type]) => type,
    );
    expect(types).toEqual(['FeatureRegistered', 'FeatureRetired']);
  });

  test('is left alone when it is retired there and here, whatever else differs', () => {
    const knows = knowing({ features: by({ sort: known(sort, { isGone: true }) }) });
    expect(stated(knows, { features: by({ sort: feature({ retired: 'why' }) }) })).toEqual([]);
  });

  test('is registered again when it is back, though no field differs', () => {
    const knows = knowing({ features: by({ sort: known(sort, { isGone: true }) }) });
    expect(stated(knows, { features: by({ sort }) })).toEqual([['FeatureRegistered', one]]);
    expect(words(knows, { features: by({ sort }) })).toEqual(['feature sort: is back']);
  });
});

describe('A statement of the import', () => {
  test('is not made when something later is known, and that is said', () => {
    const knows = knowing({ features: by({ sort: known(sort, { saidAt: on('02-01T00:01') }) }) });
    expect(compared(knows, { features: by({ sort: feature({}) }) })).toEqual({
      changes: [],
      warnings: [
        'feature sort: was last stated at 2024-02-01T00:01:00.000Z, and this import is dated 2024-02-01T00:00:00.000Z',
      ],
    });
    expect(compared(knows, { features: by({ sort }) }).warnings).toEqual([]);
  });

  test('is not made of a record that was registered at its very moment: which one holds would be chance', () => {
    const knows = knowing({ features: by({ sort: known(sort, { saidAt: on('02-01') }) }) });
    expect(compared(knows, { features: by({ sort: feature({}) }) }).warnings).toHaveLength(1);
    expect(stated(knows, { features: by({}) }).map(([type]) => type)).toEqual(['FeatureRetired']);
  });
});
