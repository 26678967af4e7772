import { describe, expect, test } from '@jest/globals';
import { by, calendar, category, knowing, known, person, roadmap, source, team, term } from './catalogs.ts';
import { compared, stated, words } from './stating.ts';

const GONE = { reason: 'no longer in the catalog' };
const search = team({ contacts: { pm: 'ada' }, labels: ['search'] });
const german = calendar({ title: 'Germany', holidays: [{ date: '2024-10-03' }] });

describe('Teams, people and sources', () => {
  const knows = knowing({
    teams: by({ search: known(search) }),
    people: by({ ada: known(person({})) }),
    sources: by({ 'github:acme/app': known(source({ train: 'server' })) }),
  });

  test('are registered when they are new', () => {
    const wanted = {
      teams: by({ search }),
      people: by({ ada: person({ accounts: ['github:ada'] }) }),
      sources: by({ 'github:acme/app': source({}) }),
    };
    expect(stated(knowing(), wanted)).toEqual([
      ['PersonRegistered', { person: 'ada', name: 'Ada', accounts: ['github:ada'] }],
      ['SourceRegistered', { source: 'github:acme/app' }],
      ['TeamRegistered', { team: 'search', title: 'Search', contacts: { pm: 'ada' }, labels: ['search'] }],
    ]);
    expect(words(knowing(), wanted)).toEqual([
      'person ada: new; name Ada',
      'source github:acme/app: new',
      'team search: new; title Search',
    ]);
  });

  test('are stated by what differs', () => {
    const wanted = {
      teams: by({ search: team({ contacts: { pm: 'bob' }, labels: ['search'] }) }),
      people: by({ ada: person({ teams: ['search'] }) }),
      sources: by({ 'github:acme/app': source({ rules: [{ when: { label: 'rank' }, project: 'rank' }] }) }),
    };
    expect(stated(knows, wanted)).toEqual([
      ['PersonRegistered', { person: 'ada', name: 'Ada', teams: ['search'] }],
      [
        'SourceRegistered',
        { source: 'github:acme/app', train: null, rules: [{ when: { label: 'rank' }, project: 'rank' }] },
      ],
      ['TeamRegistered', { team: 'search', title: 'Search', contacts: { pm: 'bob' } }],
    ]);
    expect(words(knows, wanted)).toEqual([
      'person ada: teams is search',
      'source github:acme/app: rules is 1 entry; train is unknown now',
      'team search: contacts.pm ada -> bob',
    ]);
  });

  test('are retired when they are missing, and are back when they come again', () => {
    expect(stated(knows, { teams: by({}), people: by({}), sources: by({}) })).toEqual([
      ['RecordRetired', { entity: 'person:ada', ...GONE }],
      ['RecordRetired', { entity: 'source:github:acme/app', ...GONE }],
      ['RecordRetired', { entity: 'team:search', ...GONE }],
    ]);
    const gone = knowing({ teams: by({ search: known(search, { isGone: true }) }) });
    expect(stated(gone, { teams: by({}) })).toEqual([]);
    expect(stated(gone, { teams: by({ search }) })).toEqual([
      ['TeamRegistered', { team: 'search', title: 'Search' }],
    ]);
  });

  test('are left alone when files do not speak of them, or somebody else did last', () => {
    expect(stated(knows, {})).toEqual([]);
    const others = knowing({ teams: by({ search: known(search, { isFromFiles: false }) }) });
    expect(stated(others, { teams: by({}) })).toEqual([]);
  });
});

describe('What is published as a whole', () => {
  const knows = knowing({ calendars: by({ de: known(german) }) });

  test('is published when any part of it differs, with all of it', () => {
    const wanted = calendar({ ...german, timeZone: 'Europe/Berlin' });
    expect(stated(knows, { calendars: by({ de: german }) })).toEqual([]);
    expect(stated(knows, { calendars: by({ de: wanted }) })).toEqual([
      [
        'CalendarPublished',
        { calendar: 'de', title: 'Germany', timeZone: 'Europe/Berlin', holidays: [{ date: '2024-10-03' }] },
      ],
    ]);
    expect(stated(knows, { calendars: by({}) })).toEqual([
      ['RecordRetired', { entity: 'calendar:de', ...GONE }],
    ]);
  });

  test('is published again when it is back, with all of it', () => {
    const gone = knowing({ calendars: by({ de: known(german, { isGone: true }) }) });
    const [[type, fields] = []] = stated(gone, { calendars: by({ de: german }) });
    expect([type, fields]).toEqual(['CalendarPublished', { calendar: 'de', ...german }]);
  });

  test('of a vocabulary has an order', () => {
    const [ga, beta] = [term({ title: 'GA' }), term({ title: 'Beta' })];
    const levels = knowing({ vocabularies: { maturity: known(by({ ga, beta })) } });
    expect(stated(levels, { vocabularies: { maturity: by({ ga, beta }) } })).toEqual([]);
    expect(stated(levels, { vocabularies: {} })).toEqual([]);
    const turned = { vocabularies: { maturity: by({ beta, ga }) } };
    expect(stated(levels, turned)).toEqual([
      [
        'VocabularyPublished',
        {
          vocabulary: 'maturity',
          terms: [
            { term: 'beta', title: 'Beta' },
            { term: 'ga', title: 'GA' },
          ],
        },
      ],
    ]);
    expect(words(levels, turned)).toEqual(['vocabulary maturity: in another order']);
    const other = { vocabularies: { maturity: by({ ga: term({ title: 'Done' }), early: term({}) }) } };
    expect(words(levels, other)).toEqual([
      'vocabulary maturity: ga.title GA -> Done; beta is gone; early is new',
    ]);
  });

  test('of the rubric names its version', () => {
    const rubric = (version: string, criteria = 'It is documented.') => ({
      version,
      categories: by({ docs: category({ criteria }) }),
    });
    const knowsRubric = knowing({ rubric: known(rubric('1')) });
    expect(stated(knowsRubric, { rubric: rubric('1') })).toEqual([]);
    const wanted = { rubric: rubric('2', 'Users succeed.') };
    expect(stated(knowsRubric, wanted)).toEqual([
      [
        'RubricPublished',
        {
          rubricVersion: '2',
          categories: [{ category: 'docs', ...category({ criteria: 'Users succeed.' }) }],
        },
      ],
    ]);
    expect(words(knowsRubric, wanted)).toEqual([
      'rubric rubric: version 1 -> 2; docs.criteria It is documented. -> Users succeed.',
    ]);
  });

  test('of a roadmap goes with its team', () => {
    const wanted = roadmap({ priorities: [{ problem: 'Slow' }], backlog: ['a', 'b'] });
    expect(stated(knowing(), { roadmap: by({ search: wanted }) })).toEqual([
      ['RoadmapPublished', { team: 'search', priorities: [{ problem: 'Slow' }], backlog: ['a', 'b'] }],
    ]);
    const knowsIt = knowing({ roadmap: by({ search: known(wanted) }) });
    expect(stated(knowsIt, { roadmap: by({ search: wanted }) })).toEqual([]);
    expect(stated(knowsIt, { roadmap: by({ search: roadmap({ backlog: ['b', 'a'] }) }) })).toEqual([
      ['RoadmapPublished', { team: 'search', backlog: ['b', 'a'] }],
    ]);
    expect(stated(knowsIt, { roadmap: by({}) })).toEqual([
      ['RecordRetired', { entity: 'roadmap:search', ...GONE }],
    ]);
  });
});

describe('The facts of an import', () => {
  const wanted = { teams: by({ search }), people: by({ ada: person({}) }) };

  test('name who imports', () => {
    expect(stated(knowing(), wanted, { actor: 'person:ada' })).toEqual([
      ['PersonRegistered', expect.objectContaining({ actor: 'person:ada' })],
      ['TeamRegistered', expect.objectContaining({ actor: 'person:ada' })],
    ]);
  });

  test('are the same facts when the same import is made again', () => {
    expect(compared(knowing(), wanted)).toEqual(compared(knowing(), wanted));
    const [first] = compared(knowing(), wanted).changes;
    expect(first).toMatchObject({
      entity: 'person:ada',
      fact: { detail: { id: expect.stringMatching(/^catalog:1:[0-9a-f]{32}$/) } },
    });
  });
});
