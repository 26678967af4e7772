import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../../../functions/catalog/model/import/problem.ts';
import type { Catalog } from '../../../../functions/catalog/model/import/records.ts';
import { validateCatalog } from '../../../../functions/catalog/model/import/validate.ts';
import { by, category, channel, feature, person, project, roadmap, source, team } from './catalogs.ts';
import { problems, whole } from './whole-catalog.ts';

const sorting = (fields: Parameters<typeof feature>[0]) => ({ features: by({ sort: feature(fields) }) });
const sourcing = (fields: Parameters<typeof source>[0]) => ({ sources: by({ x: source(fields) }) });
const telling = (fields: Parameters<typeof channel>[0]) => ({ channels: by({ x: channel(fields) }) });
const meaning = (task: { task: string; project?: string; release?: string; feature?: string }) => ({
  roadmap: by({ search: roadmap({ roadmap: [task] }) }),
});

describe('A name in a catalog', () => {
  test('is no problem when somebody has it', () => {
    expect(problems({})).toEqual([]);
  });

  test.each<[problem: string, sections: Partial<Catalog>]>([
    ['error: features.sort.team: serach is no known team, did you mean search?', sorting({ team: 'serach' })],
    [
      'error: features.sort.project: rnk is no known project, did you mean rank?',
      sorting({ project: 'rnk' }),
    ],
    [
      'error: features.sort.maturity: betta is no known level of maturity, did you mean beta?',
      sorting({ maturity: 'betta' }),
    ],
    [
      'error: features.sort.compatibility.gitlap: is no known code host, did you mean gitlab?',
      sorting({ compatibility: { gitlap: null } }),
    ],
    [
      'error: features.sort.deployment.clud: is no known deployment option, did you mean cloud?',
      sorting({ deployment: { clud: 'ga' } }),
    ],
    [
      'error: features.sort.deployment.cloud: gaa is no known level of maturity, did you mean ga?',
      sorting({ deployment: { cloud: 'gaa' } }),
    ],
    [
      'error: features.sort.useCases.1: fnd is no known use case, did you mean find?',
      sorting({ useCases: ['find', 'fnd'] }),
    ],
    [
      'error: features.sort.authors.0: person:adda is no known person, did you mean person:ada?',
      sorting({ authors: ['person:adda'] }),
    ],
    [
      'error: features.sort.authors.0: team:serach is no known team, did you mean team:search?',
      sorting({ authors: ['team:serach'] }),
    ],
    [
      'warning: features.sort.authors.0: github:adda is the account of no known person, did you mean github:ada?',
      sorting({ authors: ['github:adda'] }),
    ],
    [
      'error: teams.search.contacts.em: ad is no known person, did you mean ada?',
      { teams: by({ search: team({ contacts: { em: 'ad' } }) }) },
    ],
    [
      'error: teams.search.calendar: zz-top is no known calendar',
      { teams: by({ search: team({ calendar: 'zz-top' }) }) },
    ],
    [
      'error: people.ada.teams.0: serach is no known team, did you mean search?',
      { people: by({ ada: person({ teams: ['serach'], accounts: ['github:ada'] }) }) },
    ],
    [
      'error: projects.rank.team: serach is no known team, did you mean search?',
      { projects: by({ rank: project({ team: 'serach' }) }) },
    ],
    [
      'error: projects.rank.features.0: srt is no known feature, did you mean sort?',
      { projects: by({ rank: project({ features: ['srt'] }) }) },
    ],
    [
      'warning: projects.rank.train: servr is the train of no release, did you mean server?',
      { projects: by({ rank: project({ train: 'servr' }) }) },
    ],
    [
      'error: rubric.categories.docs.team: serach is no known team, did you mean search?',
      { rubric: { version: '1', categories: by({ docs: category({ team: 'serach' }) }) } },
    ],
    [
      'warning: sources.x.train: servr is the train of no release, did you mean server?',
      sourcing({ train: 'servr' }),
    ],
    ['error: sources.x.project: rnk is no known project, did you mean rank?', sourcing({ project: 'rnk' })],
    [
      'error: sources.x.rules.0.feature: srt is no known feature, did you mean sort?',
      sourcing({ rules: [{ when: { type: 'feat' }, feature: 'srt' }] }),
    ],
    [
      'error: sources.x.rules.0.project: rnk is no known project, did you mean rank?',
      sourcing({ rules: [{ when: { type: 'feat' }, project: 'rnk' }] }),
    ],
    [
      'warning: sources.x.rules.0.flag: new-srt is no known feature flag, did you mean new-sort?',
      sourcing({ rules: [{ when: { type: 'feat' }, flag: 'new-srt' }] }),
    ],
    [
      'error: rubric.cadence.0.teams.1: serach is no known team, did you mean search?',
      {
        rubric: {
          version: '1',
          categories: by({ docs: category({ team: 'search' }) }),
          cadence: [{ step: 'okr', every: 'week', title: 'Progress', teams: ['search', 'serach'] }],
        },
      },
    ],
    [
      'error: channels.x.audience: team:serach is no known team, did you mean team:search?',
      telling({ audience: 'team:serach' }),
    ],
    [
      'warning: channels.x.audience: org:cod is the org of no team, did you mean org:code?',
      telling({ audience: 'org:cod' }),
    ],
    [
      'warning: channels.x.role: marketin is the role of no contact and of no person, did you mean marketing?',
      telling({ kind: 'email', audience: 'teams', role: 'marketin' }),
    ],
    [
      'warning: channels.x.role: em is the role of no contact and of no person, did you mean pm?',
      telling({ kind: 'email', audience: 'teams', role: 'em' }),
    ],
    [
      'error: roadmap.serach: is no known team, did you mean search?',
      { roadmap: by({ serach: roadmap({}) }) },
    ],
    [
      'error: roadmap.search.roadmap.0.project: rnk is no known project, did you mean rank?',
      meaning({ task: 'A', project: 'rnk' }),
    ],
    [
      'error: roadmap.search.roadmap.0.release: 5.3 is no known release, did you mean 5.2?',
      meaning({ task: 'A', release: '5.3' }),
    ],
    [
      'error: roadmap.search.roadmap.0.feature: srt is no known feature, did you mean sort?',
      meaning({ task: 'A', feature: 'srt' }),
    ],
  ])('that nobody has is a problem: %s', (problem, sections) => {
    expect(problems(sections)).toContain(problem);
  });

  test('is one problem of many: all are told at once, in the order of the sections', () => {
    const sections = {
      features: by({
        sort: feature({ team: 'x', project: 'y', flag: 'new-sort' }),
        find: feature({ team: 'z' }),
      }),
      teams: by({ search: team({ calendar: 'q' }) }),
      channels: new Map(),
    };
    expect(
      validateCatalog({ ...whole, ...sections }).map(({ place }) => [place.section, ...place.path].join('.')),
    ).toEqual(['teams.search.calendar', 'features.sort.team', 'features.sort.project', 'features.find.team']);
  });

  test('is a warning where it may be registered later, and an error where it is a word of a vocabulary', () => {
    const sections = {
      features: by({ sort: feature({ team: 'x', maturity: 'y', flag: 'new-sort' }) }),
      teams: by({ search: team({ contacts: { pm: 'x' }, calendar: 'y' }) }),
      roadmap: by({
        search: roadmap({ roadmap: [{ task: 'A', project: 'x', release: 'x', feature: 'x' }] }),
      }),
    };
    const severities = validateCatalog({ ...whole, ...sections }, undefined, { allowUnregistered: true }).map(
      ({ severity, place: { path } }) => `${severity} ${path.at(-1)}`,
    );
    expect(severities).toEqual([
      'warning pm',
      'error calendar',
      'warning team',
      'error maturity',
      'warning audience',
      'warning project',
      'warning release',
      'warning feature',
    ]);
  });

  test('is a warning in what is over: what it names may be gone with it', () => {
    const sections = {
      features: by({ sort: feature({ team: 'gone', flag: 'new-sort', retired: true }) }),
      projects: by({ rank: project({ team: 'gone', status: 'ended' }) }),
    };
    expect(problems(sections)).toEqual([
      'warning: features.sort.team: gone is no known team',
      'warning: projects.rank.team: gone is no known team',
    ]);
  });

  test('is there though its record does not fit its shape', () => {
    const misfit: Problem = {
      severity: 'error',
      kind: 'shape',
      place: { section: 'teams', path: ['graph', 'email'] },
      message: 'is not an e-mail address',
    };
    const sections = { features: by({ sort: feature({ team: 'graph', flag: 'new-sort' }) }) };
    expect(problems(sections)).toEqual(['error: features.sort.team: graph is no known team']);
    expect(problems(sections, undefined, { misfits: [misfit] })).toEqual([]);
  });
});
