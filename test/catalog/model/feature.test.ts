import { describe, expect, test } from '@jest/globals';
import { featureState, foldFeature } from '../../../functions/catalog/model/feature.ts';
import {
  featureRegistered,
  featureRenamed,
  featureRetired,
  identitiesOf,
  on,
  ordered,
} from '../../support/ledger-facts.ts';

const sort = { feature: 'sort' };
const fold = (...facts: Parameters<typeof ordered>[0]) => foldFeature('sort', ordered(facts));

describe('A feature', () => {
  test('is unregistered while nobody registered it', () => {
    expect(fold()).toEqual({
      feature: 'sort',
      registered: false,
      formerNames: [],
      earlier: [],
      fields: {},
    });
  });

  test('is as its product data last said, field by field', () => {
    const state = fold(
      featureRegistered('01-02', { ...sort, maturity: 'ga', flag: null }),
      featureRegistered('01-01', { ...sort, maturity: 'beta', flag: 'new-sort', docsUrl: '/docs/sort' }),
    );
    expect(state).toMatchObject({ registered: true, maturity: 'ga', docsUrl: '/docs/sort', flag: undefined });
  });

  test('keeps everything that a registration can say of it', () => {
    const said = {
      title: 'Sort',
      team: 'search',
      project: 'rank',
      flag: 'new-sort',
      maturity: 'beta',
      docsUrl: 'https://example.com/docs',
      compatibility: { github: true, gitlab: false, gerrit: 'partial' as const, perforce: null },
      deployment: { cloud: 'ga' },
      useCases: ['find'],
      areas: ['search'],
      note: 'Needs executors.',
      launchTier: 'L2' as const,
      authors: ['github:octocat'],
      internal: { sales: 'Ask first', notes: null },
    };
    const state = fold(featureRegistered('01-01', { ...sort, ...said }));
    expect(state).toEqual({
      ...sort,
      registered: true,
      registration: { at: on('01-01'), isFromFiles: false },
      ...said,
      formerNames: [],
      earlier: [],
      fields: Object.fromEntries(Object.keys(said).map((field) => [field, { changedAt: on('01-01') }])),
    });
    expect(featureState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test('belongs with the project that it last named, and with none once it says so', () => {
    const [one, other] = ['z', 'a'].map((project, at) =>
      featureRegistered(`01-0${at + 1}`, { ...sort, project }),
    );
    if (one === undefined || other === undefined) throw new Error('nothing was told');
    expect(fold(one, other).project).toBe('a');
    expect(fold(one, other, featureRegistered('01-03', { ...sort, project: null })).project).toBeUndefined();
  });

  test('is the same under its old name after a rename, which says what it goes by now', () => {
    const facts = [featureRegistered('01-01', sort), featureRenamed('01-02', { ...sort, to: 'order' })];
    const state = (name: string) => {
      const identity = identitiesOf('feature', facts).get(name);
      return foldFeature(name, ordered(facts), identity);
    };
    expect(state('sort')).toMatchObject({ title: 'Sort', renamedTo: 'order', formerNames: [], earlier: [] });
    expect(state('order')).toMatchObject({ title: 'Sort', renamedTo: undefined, formerNames: ['sort'] });
  });

  test('is retired with the reason that was given', () => {
    const state = fold(
      featureRegistered('01-01', sort),
      featureRetired('02-01', { ...sort, reason: 'unused' }),
    );
    expect(state).toMatchObject({ retiredAt: on('02-01'), retiredReason: 'unused' });
  });

  test('is back when it is registered again after it was retired', () => {
    const state = fold(
      featureRetired('02-01', { ...sort, reason: 'unused' }),
      featureRegistered('03-01', sort),
    );
    expect(state.retiredAt).toBeUndefined();
    expect(state.retiredReason).toBeUndefined();
  });
});
