import { describe, expect, test } from '@jest/globals';
import type { Known } from '../../../../functions/catalog/model/import/known.ts';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import { validateCatalog } from '../../../../functions/catalog/model/import/validate.ts';
import { on } from '../../../support/ledger-facts.ts';
import { by, catalog, category, feature, knowing, known, project, release } from './catalogs.ts';
import { inOneLine } from './whole-catalog.ts';

const rules = (sections: Partial<Catalog>, knows?: Known) =>
  validateCatalog(catalog(sections), knows)
    .filter(({ kind }) => kind === 'rule')
    .map(inOneLine);

describe('A retired feature', () => {
  const sort = feature({ retired: 'nobody used it', project: 'rank' });

  test('has no open project of its own', () => {
    const problem =
      'error: features.sort.project: rank is not ended, and the feature is retired: end the project, or take it out here';
    expect(rules({ features: by({ sort }), projects: by({ rank: project({}) }) })).toEqual([problem]);
    expect(rules({ features: by({ sort }), projects: by({ rank: project({ status: 'paused' }) }) })).toEqual([
      problem,
    ]);
    expect(rules({ features: by({ sort }), projects: by({ rank: project({ status: 'ended' }) }) })).toEqual(
      [],
    );
    expect(rules({ features: by({ sort }), projects: by({}) })).toEqual([]);
    expect(
      rules({ features: by({ sort: { ...sort, retired: false } }), projects: by({ rank: project({}) }) }),
    ).toEqual([]);
  });

  test('is named by no open project', () => {
    const features = by({ sort: feature({ retired: true }), find: feature({}) });
    const naming = (status?: 'ended') => by({ rank: project({ features: ['find', 'sort'], status }) });
    expect(rules({ features, projects: naming() })).toEqual([
      'error: projects.rank.features.1: sort is retired: end the project, or take the feature out here',
    ]);
    expect(rules({ features, projects: naming('ended') })).toEqual([]);
  });

  test('is named by no open project that is known, where files do not speak of projects', () => {
    const features = by({ sort: feature({ retired: true }) });
    const rank = project({ features: ['sort'] });
    expect(rules({ features }, knowing({ projects: by({ rank: known(rank) }) }))).toEqual([
      'error: features.sort.retired: is retired, and project rank still works on it: end the project first',
    ]);
    expect(rules({ features }, knowing({ projects: by({ rank: known(rank, { isGone: true }) }) }))).toEqual(
      [],
    );
  });
});

describe('Features', () => {
  test('do not share a flag', () => {
    const features = by({
      sort: feature({ flag: 'new' }),
      find: feature({}),
      order: feature({ flag: 'new' }),
      old: feature({ flag: 'new', retired: true }),
    });
    expect(rules({ features })).toEqual(['error: features.order.flag: new is the flag of sort already']);
  });

  test('have former names that are no features', () => {
    const features = by({ sort: feature({}), order: feature({ formerly: ['older', 'sort'] }) });
    expect(rules({ features })).toEqual([
      'error: features.order.formerly.1: sort is still a feature of its own: take that out, or this',
    ]);
  });

  test('do not share a former name', () => {
    const features = by({
      find: feature({ formerly: ['sort', 'sort'] }),
      order: feature({ formerly: ['sort'] }),
    });
    expect(rules({ features })).toEqual([
      'error: features.order.formerly.0: sort is a former name of find already',
    ]);
  });

  test('that somebody renamed would begin anew under the old name', () => {
    const knows = knowing({ features: by({ order: known(feature({ formerly: ['sort'] })) }) });
    expect(rules({ features: by({ sort: feature({}) }) }, knows)).toEqual([
      'warning: features.sort: was renamed to order: here it would begin again, without its history',
    ]);
    expect(rules({ features: by({ sort: feature({ formerly: ['order'] }) }) }, knows)).toEqual([]);
    expect(rules({ features: by({ order: feature({ formerly: ['sort'] }) }) }, knows)).toEqual([]);
  });
});

describe('The milestones of a release', () => {
  test('stand in their order', () => {
    const fine = release({
      opensAt: on('01-01'),
      branchCutAt: on('01-02'),
      releaseAt: on('01-02'),
      cutAt: on('01-05'),
    });
    const planned = release({ opensAt: on('01-05'), featureFreezeAt: on('01-04'), releaseAt: on('01-03') });
    const happened = release({ cutAt: on('01-05'), publishedAt: on('01-04') });
    expect(rules({ releases: by({ fine, planned, happened }) })).toEqual([
      `warning: releases.planned.featureFreezeAt: ${on('01-04')} lies before opensAt ${on('01-05')}`,
      `warning: releases.planned.releaseAt: ${on('01-03')} lies before featureFreezeAt ${on('01-04')}`,
      `warning: releases.happened.publishedAt: ${on('01-04')} lies before cutAt ${on('01-05')}`,
    ]);
  });
});

describe('A rubric', () => {
  const rubric = (version: string, criteria: string) => ({
    version,
    categories: by({ docs: category({ criteria }) }),
  });

  test('has another version when it says something else', () => {
    const knows = knowing({ rubric: known(rubric('1', 'Documented.')) });
    expect(rules({ rubric: rubric('1', 'Documented.') }, knows)).toEqual([]);
    expect(rules({ rubric: rubric('2', 'Well documented.') }, knows)).toEqual([]);
    expect(rules({ rubric: rubric('1', 'Well documented.') }, knows)).toEqual([
      'error: rubric.version: 1 is published with other categories: give it a new version',
    ]);
  });

  test('has the same version in no other order', () => {
    const [docs, tests] = [category({}), category({ title: 'Tests' })];
    const knows = knowing({ rubric: known({ version: '1', categories: by({ docs, tests }) }) });
    expect(rules({ rubric: { version: '1', categories: by({ tests, docs }) } }, knows)).toHaveLength(1);
  });

  test('has rules that can be understood', () => {
    const check = (text: string) => category({ policy: 'check', check: text });
    const categories = by({ a: check('fine'), b: check('facts.'), c: category({}) });
    const found = validateCatalog(catalog({ rubric: { version: '1', categories } }), undefined, {
      compileCheck: (text) => (text === 'fine' ? { ok: true } : { ok: false, message: 'ends too early' }),
    });
    expect(found.filter(({ kind }) => kind === 'rule').map(inOneLine)).toEqual([
      'error: rubric.categories.b.check: ends too early',
    ]);
    expect(rules({ rubric: { version: '1', categories } })).toEqual([]);
  });
});
