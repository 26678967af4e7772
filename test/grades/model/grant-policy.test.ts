import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { mayGrant, type Speech, type StarredFeature } from '../../../functions/grades/model/grant-policy.ts';
import { featureRegistered, on, ordered } from '../../support/ledger-facts.ts';
import { anyStarFacts, rubricOf } from './facts.ts';

const [rubric] = rubricOf(
  {},
  { category: 'told', title: 'Told', policy: 'author' },
  { category: 'fast', title: 'Fast', policy: 'either' },
  { category: 'safe', title: 'Safe', policy: 'both' },
  { category: 'tests', title: 'Testing', policy: 'check', check: 'facts.coverage > 80' },
);
const sort: StarredFeature = { feature: 'sort', registered: true, team: 'search', authors: ['github:ada'] };

const ada = { names: ['person:ada', 'github:ada'], teams: ['search'] };
const mira = { names: ['person:mira'], teams: ['writers', 'press'] };
const both = { names: ['github:ada'], teams: ['writers'] };
const eve = { names: ['github:eve'], teams: [] };
const people = { ada, mira, both, eve };

const ask = (who: keyof typeof people, category: string, speech?: Speech, feature = sort) => {
  const answer = mayGrant(people[who], category, feature, rubric, speech);
  return answer.may ? answer.side : answer.because;
};

describe('Who may grant', () => {
  test.each([
    ['mira', 'docs', 'team'],
    ['ada', 'told', 'author'],
    ['mira', 'fast', 'team'],
    ['ada', 'fast', 'author'],
    ['both', 'fast', 'team'],
    ['mira', 'safe', 'team'],
    ['ada', 'safe', 'author'],
    ['both', 'safe', 'team'],
  ] as const)('%s the star of %s speaks for the %s', (who, category, side) =>
    expect(ask(who, category)).toBe(side),
  );

  test('speaks for the side that they name, where they have it', () => {
    expect(ask('both', 'safe', { side: 'author' })).toBe('author');
    expect(ask('mira', 'safe', { side: 'author' })).toMatch(/person:mira is not an author of sort/);
    expect(ask('ada', 'safe', { side: 'team' })).toMatch(/github:ada|person:ada is in team search/);
  });

  test('is a member of the own team of a feature that names no authors', () => {
    for (const authors of [undefined, []]) {
      expect(ask('ada', 'told', {}, { ...sort, authors })).toBe('author');
      expect(ask('eve', 'told', {}, { ...sort, authors })).toMatch(/these are: team:search/);
    }
    expect(ask('ada', 'told', {}, { ...sort, authors: ['github:bob'] })).toMatch(/not an author of sort/);
    expect(ask('ada', 'told', {}, { ...sort, authors: ['team:search'] })).toBe('author');
    expect(ask('ada', 'told', {}, { ...sort, authors: [], team: undefined })).toMatch(
      /nobody is named as one/,
    );
  });
});

describe('The rule that says no is named: ', () => {
  test('whose the category is, where the actor belongs, and whom to ask', () => {
    expect(ask('ada', 'docs')).toBe(
      'team writers decides on the star of Documentation, and person:ada is in team search: ask someone in team writers',
    );
    expect(ask('eve', 'docs')).toMatch(/github:eve is in no team/);
    expect(mayGrant({ names: [], teams: [] }, 'docs', sort, rubric)).toMatchObject({
      may: false,
      because: expect.stringMatching(/someone unknown is in no team/),
    });
  });

  test('who the authors are', () => {
    expect(ask('eve', 'told')).toBe(
      'the author decides on the star of Told, and github:eve is not an author of sort (these are: github:ada): ask an author, or have github:eve named as one',
    );
    expect(ask('eve', 'safe')).toMatch(/^team writers decides .*; the author decides /);
  });

  test('a side that the policy does not listen to', () => {
    expect(ask('both', 'docs', { side: 'author' })).toMatch(
      /^team writers alone decides on the star of Documentation/,
    );
    expect(ask('both', 'told', { side: 'team' })).toMatch(
      /^the author of the feature alone decides on the star of Told/,
    );
  });

  test('a rule gives the star, and nobody grants it; its team may say that it does not apply, and take that back', () => {
    expect(ask('mira', 'tests')).toMatch(/^a rule gives the star of Testing, so nobody can grant it/);
    expect(ask('mira', 'tests', { word: 'not-applicable' })).toBe('team');
    expect(ask('mira', 'tests', { word: 'revoked' })).toBe('team');
    expect(ask('ada', 'tests', { word: 'not-applicable' })).toMatch(/ask someone in team writers/);
    expect(ask('ada', 'tests', { word: 'not-applicable', side: 'author' })).toMatch(
      /^only team writers may say/,
    );
  });

  test('there is no such category, and which was probably meant', () => {
    expect(ask('mira', 'dosc')).toBe('version v1 of the rubric has no category dosc (did you mean docs?)');
    expect(ask('mira', 'completely else')).toMatch(/it has docs, told, fast, safe, tests$/);
    expect(mayGrant(mira, 'docs', sort, undefined)).toMatchObject({
      may: false,
      because: expect.stringMatching(/no rubric yet/),
    });
  });

  test('the feature is not there, any more or yet, or goes by another name', () => {
    expect(ask('mira', 'docs', {}, { ...sort, registered: false })).toMatch(
      /nobody has registered a feature sort/,
    );
    expect(ask('mira', 'docs', {}, { ...sort, retiredAt: on('02-01') })).toMatch(
      /sort was retired on 2024-02-01/,
    );
    expect(ask('mira', 'docs', {}, { ...sort, renamedTo: 'order' })).toBe(
      'sort is called order now: say it of order',
    );
  });
});

test('Whoever may take back a star, or say that it does not apply, may grant it', () => {
  for (const word of ['revoked', 'not-applicable'] as const) {
    for (const who of ['ada', 'mira', 'both', 'eve'] as const) {
      for (const category of ['docs', 'told', 'fast', 'safe']) {
        expect(ask(who, category, { word })).toBe(ask(who, category));
      }
    }
  }
});

test('No answer depends on the grade of the feature', () => {
  const registered = featureRegistered('01-01', { feature: 'sort', authors: ['github:ada'] });
  const answers = (feature: StarredFeature) =>
    Object.values(people).flatMap((who) =>
      ['docs', 'told', 'fast', 'safe', 'tests', 'a11y'].map((category) =>
        mayGrant(who, category, feature, rubric),
      ),
    );
  const bare = answers(foldFeature('sort', ordered([registered])));
  fc.assert(
    fc.property(anyStarFacts, (facts) => {
      expect(answers(foldFeature('sort', ordered([registered, ...facts])))).toEqual(bare);
    }),
  );
});
