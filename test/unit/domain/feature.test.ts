import { describe, expect, test } from '@jest/globals';
import { featureState, foldFeature } from '../../../functions/domain/feature.ts';
import { featureRegistered, featureRenamed, featureRetired, on, ordered, projectStarted } from './facts.ts';

const sort = { feature: 'sort' };
const fold = (...facts: Parameters<typeof ordered>[0]) => foldFeature('sort', ordered(facts));

describe('A feature', () => {
  test('is unregistered while only projects speak of it, and knows which do', () => {
    const started = projectStarted('01-01', { features: ['sort'] });
    expect(fold(started)).toEqual({
      feature: 'sort',
      registered: false,
      formerNames: [],
      projects: ['rank'],
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
      projects: ['rank'],
      fields: Object.fromEntries(Object.keys(said).map((field) => [field, { changedAt: on('01-01') }])),
    });
    expect(featureState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test('belongs with every project that it, or that project, ever named', () => {
    const state = fold(
      featureRegistered('01-01', { ...sort, project: 'z' }),
      featureRegistered('01-02', { ...sort, project: 'a' }),
      featureRegistered('01-03', { ...sort, project: null }),
      projectStarted('01-04', { features: ['sort'] }),
    );
    expect(state.projects).toEqual(['a', 'rank', 'z']);
    expect(state.project).toBeUndefined();
  });

  test('goes by another name after a rename, and that one knows the name before', () => {
    const facts = [featureRegistered('01-01', sort), featureRenamed('01-02', { ...sort, to: 'order' })];
    expect(fold(...facts)).toMatchObject({ renamedTo: 'order', formerNames: [] });
    const order = foldFeature('order', ordered(facts));
    expect(order).toMatchObject({ title: 'Sort', formerNames: ['sort'], renamedTo: undefined });
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
