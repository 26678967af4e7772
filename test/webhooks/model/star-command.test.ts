import { describe, expect, test } from '@jest/globals';
import { on } from '../../support/ledger-facts.ts';
import { answerTo, told } from './answers.ts';

const mira = { actor: 'github:mira', labels: ['feature/find'] };

describe('/star', () => {
  test('grants the star of a category', () => {
    expect(told('/star docs sort', { actor: 'github:mira' })).toMatchObject({
      actor: 'person:mira',
      feature: 'sort',
      category: 'docs',
      side: 'team',
      rubricVersion: 'v1',
    });
    const answer = answerTo('/star docs sort', { actor: 'github:mira' });
    expect(answer.reply).toBe('Your comment grants the star docs of sort, for the team that owns it.');
    expect(answer).toMatchObject({ to: ['feature:sort'], facts: [{ type: 'StarGranted' }] });
  });

  test.each([
    ['/star docs', 'StarGranted', 'find', undefined],
    ['/star docs feature/sort', 'StarGranted', 'sort', undefined],
    ['/star docs all pages are there', 'StarGranted', 'find', 'all pages are there'],
    ['/star docs sort great', 'StarGranted', 'sort', 'great'],
    ['/star docs sort na it has no interface', 'StarNotApplicable', 'sort', 'it has no interface'],
    ['/star docs NA nothing', 'StarNotApplicable', 'find', 'nothing'],
    ['/star docs revoke', 'StarRevoked', 'find', undefined],
    ['/star docs sort revoke a page is gone', 'StarRevoked', 'sort', 'a page is gone'],
  ])('%j tells %s of %s', (line, type, feature, comment) => {
    expect(answerTo(line, mira).facts.map((fact) => fact.type)).toEqual([type]);
    const said = comment === undefined ? {} : { comment };
    expect(told(line, mira)).toEqual({
      ...{ version: 1, id: 'github:1:comment:9:0', occurredAt: on('03-01T12:00'), actor: 'person:mira' },
      ...{ evidence: 'https://example.com/5', feature, category: 'docs', side: 'team', rubricVersion: 'v1' },
      ...said,
    });
  });

  test('speaks for the side that the speaker has', () => {
    expect(told('/star fast sort')).toMatchObject({ side: 'author', actor: 'person:ada' });
    expect(told('/star fast sort', { actor: 'github:mira' })).toMatchObject({ side: 'team' });
  });

  test.each([
    ['/star', {}, /name the category: \/star category/],
    [`/star ${'x'.repeat(300)}`, mira, /name the category/],
    ['/star docs', { actor: 'github:mira' }, /no rule or label says which feature alone is meant/],
    ['/star docs', { ...mira, labels: ['feature/a', 'feature/b'] }, /which feature alone is meant/],
    ['/star docs', { ...mira, labels: ['feature/'] }, /is no id/],
    ['/star docs srot', mira, /there is no feature "srot"; a comment has two words or more/],
    ['/star docs srot na no page', mira, /there is no feature "srot"/],
    ['/star docs noticed', mira, /there is no feature "noticed"/],
    ['/star docs', { ...mira, labels: ['feature/never'] }, /nobody has registered a feature never/],
    ['/star docs order', mira, /order is called sort now/],
    ['/star docs old', mira, /old was retired on 2024-01-05/],
    ['/star dosc sort', mira, /has no category dosc \(did you mean docs\?\)\.$/],
    [
      '/star docs sort',
      {},
      /^Nothing was recorded: team writers decides on the star of Documentation, and person:ada/,
    ],
    ['/star docs sort na', mira, /say why docs does not apply: \/star docs na why/],
  ])('%j is refused with the rule', (line, fields, words) => expect(told(line, fields)).toMatch(words));

  test('goes by the rule for what is said: where a rule gives a star, its team may say that it does not apply', () => {
    expect(told('/star tests sort na it has no code', mira)).toMatchObject({ category: 'tests' });
    expect(told('/star tests sort', mira)).toMatch(/a rule gives the star of .*, so nobody can grant it/);
  });

  test('is refused while no rubric holds', () => {
    expect(told('/star docs sort', mira, { rubric: undefined })).toMatch(/there is no rubric yet/);
  });
});
