/** From the plain value of a section to its records: all that does not fit is said, the rest is read. */
import { describe, expect, test } from '@jest/globals';
import { type Section, sections } from '../../../functions/catalog/model/import/problem.ts';
import { readSection, readSections } from '../../../functions/catalog/model/import/read-section.ts';

const wrong = (section: Section, value: unknown) =>
  readSection(section, value).problems.map(({ place, message }) => `${place.path.join('.')} ${message}`);

const feature = { title: 'Search', team: 'search', maturity: 'ga' };

describe('records', () => {
  test('a record that does not fit is left out, and the others stay', () => {
    const { catalog, problems } = readSection('teams', {
      a: { title: 'A' },
      b: { title: 5 },
      c: { title: 'C' },
    });
    expect(catalog).toEqual({
      teams: new Map([
        ['a', { title: 'A' }],
        ['c', { title: 'C' }],
      ]),
      vocabularies: {},
    });
    expect(problems).toEqual([
      {
        severity: 'error',
        kind: 'shape',
        place: { section: 'teams', path: ['b', 'title'] },
        message: 'must be a string: put it in quotes',
      },
    ]);
  });

  test('all problems are said at once', () => {
    const broken = { titel: 'x', team: true, retired: 7, docsUrl: 'somewhere', internal: { suport: 'x' } };
    expect(wrong('features', { a: broken, b: null })).toEqual([
      'a.titel is no known field, did you mean title?',
      'a.internal.suport is no known field, did you mean support?',
      'a.title is missing',
      'a.team must be a string: put it in quotes',
      'a.docsUrl is neither an http or https address nor a path that starts with one slash',
      'a.retired must be true or false, not a number, or must be a string: put it in quotes',
      'b.title is missing',
      'b.team is missing',
    ]);
  });

  test('a field that is like no other is answered with the fields that there are', () => {
    expect(wrong('maturity', { ga: { title: 'GA', colour: 'green' } })).toEqual([
      'ga.colour is no known field: there are title, description, url, supported and alsoCalled',
    ]);
  });

  test('a misspelt field is found in every part of a record', () => {
    expect(wrong('teams', { a: { title: 'A', contacts: { pmn: 'ada' } } })).toEqual([
      'a.contacts.pmn is no known field, did you mean pm?',
    ]);
    expect(wrong('calendars', { a: { holidays: [{ date: '2027-01-01' }, { dat: '2027-01-02' }] } })).toEqual([
      'a.holidays.1.dat is no known field, did you mean date?',
      'a.holidays.1.date is missing',
    ]);
    expect(wrong('sources', { a: { rules: [{ when: { lable: 'x', type: 'feat' } }] } })).toEqual([
      'a.rules.0.when.lable is no known field, did you mean label?',
    ]);
  });

  test('of a value that is wrong in two ways, the first is said', () => {
    expect(wrong('teams', { a: { title: [] } })).toEqual(['a.title must be a string, not a list']);
  });

  test('null is unknown: as if the field were not there', () => {
    const { catalog } = readSection('features', {
      a: { ...feature, flag: null, compatibility: { github: null } },
    });
    expect(catalog.features?.get('a')).toStrictEqual({ ...feature, compatibility: { github: null } });
    expect(wrong('features', { a: { ...feature, team: null } })).toEqual(['a.team is missing']);
  });

  test('the one name that cannot be a key like any other is refused, at any depth', () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__": {"title": "x"}, "constructor": {"title": "y"}, "a": {"title": "A", "__proto__": {"title": "B"}}}',
    );
    expect(wrong('teams', hostile)).toEqual([
      '__proto__ cannot be used as a name',
      expect.stringContaining('a.__proto__ is no known field'),
    ]);
    expect(readSection('teams', hostile).catalog.teams?.get('constructor')).toStrictEqual({ title: 'y' });
    const hosts: unknown = JSON.parse('{"__proto__": true, "github": true}');
    expect(wrong('features', { a: { ...feature, compatibility: hosts } })).toEqual([
      'a.compatibility.__proto__ cannot be used as a name',
    ]);
  });

  test('ids are held to what events hold them to', () => {
    expect(wrong('teams', { '': { title: 'A' }, ' b': { title: 'B' }, [`${'c'.repeat(257)}`]: {} })).toEqual([
      ' is a name that must not be empty',
      ' b is a name that must not contain broken surrogates or space at its ends',
      `${'c'.repeat(257)} is a name that has 257 characters, the longest id has 256`,
    ]);
  });

  test('two spellings of one name are one record', () => {
    const twice = new Map([
      ['caf\u00e9', { title: 'First' }],
      ['cafe\u0301', { title: 'Second' }],
    ]);
    const { catalog, problems } = readSection('teams', twice);
    expect([...(catalog.teams ?? [])]).toEqual([['caf\u00e9', { title: 'First' }]]);
    expect(problems.map(({ message }) => message)).toEqual([
      'is there twice, in two spellings of its letters',
    ]);
  });

  test('a section of another kind is answered with how one looks', () => {
    for (const value of [[], 'teams', 5, true, new Date(0)])
      expect(wrong('teams', value)).toEqual([' must be a map: an id, a colon, and its fields below it']);
  });

  test('every section reads nothing as nothing', () => {
    for (const section of sections) expect(readSection(section, null).problems).toEqual([]);
    expect(readSection('teams', null).catalog).toEqual({ teams: new Map(), vocabularies: {} });
    expect(readSection('maturity', null).catalog).toEqual({ vocabularies: { maturity: new Map() } });
    expect(readSection('rubric', null).catalog).toEqual({ vocabularies: {} });
  });
});

describe('the rubric', () => {
  const category = { title: 'Docs', team: 'docs', policy: 'team', criteria: 'There are some.' };

  test('keeps the order of its categories, also of those that are numbers', () => {
    const categories = new Map(['10', '9', 'x', '1'].map((id) => [id, category]));
    const { catalog, problems } = readSection('rubric', { version: '1', categories });
    expect(problems).toEqual([]);
    expect([...(catalog.rubric?.categories.keys() ?? [])]).toEqual(['10', '9', 'x', '1']);
  });

  test('is read as far as it goes, and all that is wrong with it is said', () => {
    const categories = { a: { ...category, policy: 'check' }, b: { ...category, polici: 'x' }, c: category };
    const { catalog } = readSection('rubric', { version: '1', categories });
    expect([...(catalog.rubric?.categories.keys() ?? [])]).toEqual(['c']);
    expect(wrong('rubric', { verson: 1, categories })).toEqual([
      'verson is no known field, did you mean version?',
      'version is missing',
      'categories.a needs a check when its policy is check, and only then',
      'categories.b.polici is no known field, did you mean policy?',
    ]);
    expect(wrong('rubric', { version: 1, categories: {} })).toEqual([
      'version must be a string: put it in quotes',
      'categories must hold at least one category',
    ]);
    expect(wrong('rubric', [])).toEqual([' must be an object, not a list']);
  });

  test('is read with the parts of its process that fit, and without those that do not', () => {
    const cadence = [{ step: 'okr', every: 'week', title: 'Progress', teams: null }];
    const rules = { reviews: { fullBusinessDays: 3.5 }, cadence, launches: 'none', timeZone: null };
    const file = { version: '1', categories: { docs: category }, ...rules };
    expect(readSection('rubric', file).catalog.rubric).toEqual({
      version: '1',
      categories: new Map([['docs', category]]),
      cadence: [{ step: 'okr', every: 'week', title: 'Progress' }],
    });
    expect(wrong('rubric', file)).toEqual([
      'reviews.fullBusinessDays must be a whole number, not the number 3.5',
      'launches must be a list, not a string',
    ]);
  });
});

test('a vocabulary has no more terms than the event that publishes it can hold', () => {
  const terms = Array.from({ length: 1001 }, (_, at) => [`t${at}`, { title: 'T' }] as const);
  expect(wrong('maturity', new Map(terms))).toEqual([' has 1001 entries, the most is 1000']);
  expect(wrong('teams', new Map(terms))).toEqual([]);
});

test('sections that are read together are one catalog', () => {
  const { catalog, problems } = readSections(
    new Map<Section, unknown>([
      ['teams', { a: { title: 'A' } }],
      ['maturity', { ga: { title: 'GA' } }],
      ['use-cases', {}],
      ['people', 'nobody'],
    ]),
  );
  expect(Object.keys(catalog).sort()).toEqual(['people', 'teams', 'vocabularies']);
  expect(Object.keys(catalog.vocabularies)).toEqual(['maturity', 'use-cases']);
  expect(problems).toHaveLength(1);
});
