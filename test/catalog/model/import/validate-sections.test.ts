import { describe, expect, test } from '@jest/globals';
import { validateCatalog } from '../../../../functions/catalog/model/import/validate.ts';
import { by, catalog, feature, knowing, known, project, roadmap, team, term } from './catalogs.ts';
import { inOneLine, problems } from './whole-catalog.ts';

describe('What the files do not speak of', () => {
  const features = by({ sort: feature({ team: 'graph', compatibility: { gitlab: true } }) });

  test('is looked up in what is known', () => {
    const knows = knowing({
      teams: by({ graph: known(team({})) }),
      vocabularies: {
        maturity: known(by({ beta: term({}) })),
        compatibility: known(by({ gitlab: term({}) })),
      },
    });
    expect(validateCatalog(catalog({ features }), knows)).toEqual([]);
    const others = by({ sort: feature({ team: 'grph', compatibility: { gitlap: true } }) });
    expect(validateCatalog(catalog({ features: others }), knows).map(inOneLine)).toEqual([
      'error: features.sort.team: grph is no known team, did you mean graph?',
      'error: features.sort.compatibility.gitlap: is no known code host, did you mean gitlab?',
    ]);
  });

  test('is not checked where it is nowhere, with one warning; but who and what is worked on is', () => {
    const sections = {
      features: by({ sort: feature({ team: 'graph', project: 'rank' }), find: feature({ team: 'graph' }) }),
      teams: by({ graph: team({ contacts: { pm: 'ada' } }) }),
      projects: by({ rank: project({ team: 'search', features: ['sort'] }) }),
    };
    expect(validateCatalog(catalog(sections)).map(inOneLine)).toEqual([
      'error: teams.graph.contacts.pm: ada is no known person',
      'error: projects.rank.team: search is no known team',
      'warning: releases: is not in the files and nothing is known of it: 1 name that refers to it is not checked',
      'warning: maturity: is not in the files and nothing is known of it: 2 names that refer to it are not checked',
    ]);
  });

  test('is not there when it is gone', () => {
    const knows = knowing({ teams: by({ graph: known(team({}), { isGone: true }) }) });
    const [problem] = validateCatalog(catalog({ features }), knows);
    expect(problem?.message).toMatch('graph is no known team any more');
  });

  test('is there when somebody else stated it: the files do not take it out', () => {
    const teams = by({ search: team({}) });
    const vocabularies = { maturity: by({ beta: term({}) }), compatibility: by({ gitlab: term({}) }) };
    const check = (isFromFiles: boolean) =>
      validateCatalog(
        { features, teams, vocabularies },
        knowing({ teams: by({ graph: known(team({}), { isFromFiles }) }) }),
      ).map(({ message }) => message);
    expect(check(false)).toEqual([]);
    expect(check(true)).toEqual(['graph is no known team any more']);
  });

  test('is to be named as it is called after the import, or is known to be called', () => {
    const sections = {
      features: by({ order: feature({ formerly: ['sort'], flag: 'new-sort' }) }),
      roadmap: by({ search: roadmap({ roadmap: [{ task: 'A', feature: 'sort' }] }) }),
      projects: by({ rank: project({}) }),
      sources: new Map(),
    };
    const knows = knowing({ features: by({ sort: known(feature({}), { isFromFiles: false }) }) });
    const problem = 'error: roadmap.search.roadmap.0.feature: sort is no known feature';
    expect(problems(sections)).toEqual([`${problem}, it goes by order now`]);
    expect(problems(sections, knows)).toEqual([`${problem} any more, it goes by order now`]);
    const renamed = knowing({
      features: by({ order: known(feature({ formerly: ['sort'], flag: 'new-sort' })) }),
    });
    expect(problems({ ...sections, features: undefined }, renamed)).toContain(
      `${problem}, it goes by order now`,
    );
  });

  test('is there when another feature claims its name: that is the only problem then', () => {
    const features = by({ sort: feature({ flag: 'new-sort' }), order: feature({ formerly: ['sort'] }) });
    expect(problems({ features })).toEqual([
      'error: features.order.formerly.0: sort is still a feature of its own: take that out, or this',
    ]);
  });

  test('is compared with what is there for a while, and not for minutes', () => {
    const teams = new Map(Array.from({ length: 3_000 }, (_, at) => [`team-${at}`, team({})]));
    const features = new Map(
      Array.from({ length: 3_000 }, (_, at) => [`feature-${at}`, feature({ team: `taem-${at}` })]),
    );
    const vocabularies = { maturity: by({ beta: term({}) }) };
    const found = validateCatalog({ teams, features, vocabularies });
    expect(found).toHaveLength(3_000);
    const suggested = found.filter(({ message }) => message.includes('did you mean')).length;
    expect(suggested).toBeGreaterThan(10);
    expect(suggested).toBeLessThan(100);
  });
});
