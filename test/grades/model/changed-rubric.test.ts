import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { type Policy, rubricVersions } from '../../../functions/grades/model/rubric.ts';
import { on } from '../../support/ledger-facts.ts';
import { gradeOn, granted, notApplicable, published, revoked, rubricOf } from './facts.ts';

describe('A rubric that changes', () => {
  const versions = (...facts: readonly Fact[]) => rubricVersions([published('01-01', 'v1', {}), ...facts]);
  const wordOn = (day: string, all: ReturnType<typeof versions>, ...facts: readonly Fact[]) =>
    gradeOn(day, all, ...facts).stars[0]?.word;
  const again = versions(published('03-01', 'v2', { attestAgain: true }));

  test('leaves stars as they were given', () => {
    expect(wordOn('04-01', versions(published('03-01', 'v2', {})), granted('02-01'))).toBe('earned');
  });

  test('can ask for them again, from its own moment on', () => {
    expect(wordOn('02-20', again, granted('02-01'))).toBe('earned');
    const [star] = gradeOn('04-01', again, granted('02-01')).stars;
    expect(star).toMatchObject({ word: 'unknown', isExpired: false, missing: ['team'] });
    expect(star?.because).toMatch(/and version v2 of the rubric requires it again$/);
    expect(wordOn('04-01', again, granted('02-01'), granted('03-02', { rubricVersion: 'v2' }))).toBe(
      'earned',
    );
  });

  test('goes by the version that was before the eyes of whoever granted it', () => {
    expect(wordOn('04-01', again, granted('03-02', { rubricVersion: 'v1' }))).toBe('unknown');
    expect(wordOn('04-01', again, granted('02-28', { rubricVersion: 'v2' }))).toBe('earned');
    expect(wordOn('04-01', again, granted('02-28', { rubricVersion: 'nobody published it' }))).toBe(
      'unknown',
    );
    expect(wordOn('04-01', again, granted('03-28', { rubricVersion: 'nobody published it' }))).toBe('earned');
  });

  test('asks though a later version does not, and asks nothing of stars given since', () => {
    const all = versions(published('03-01', 'v2', { attestAgain: true }), published('04-01', 'v3', {}));
    expect(wordOn('05-01', all, granted('02-01'))).toBe('unknown');
    expect(wordOn('05-01', all, granted('03-02', { rubricVersion: 'v2' }))).toBe('earned');
  });

  test('asks for it again also when the version it was given under comes back', () => {
    const back = versions(published('03-01', 'v2', { attestAgain: true }), published('04-01', 'v1', {}));
    expect(wordOn('05-01', back, granted('02-01'))).toBe('unknown');
    expect(wordOn('05-01', back, granted('04-02'))).toBe('earned');
  });

  test('asks nothing again when the same version is published again', () => {
    const twice = versions(
      published('03-01', 'v2', { attestAgain: true }),
      published('04-01', 'v2', { attestAgain: true, title: 'Docs' }),
    );
    expect(wordOn('05-01', twice, granted('03-02', { rubricVersion: 'v2' }))).toBe('earned');
    expect(wordOn('05-01', twice, granted('02-01'))).toBe('unknown');
    expect(gradeOn('03-15', twice).stars[0]?.title).toBe('Documentation');
    expect(gradeOn('05-01', twice).stars[0]?.title).toBe('Docs');
  });

  test('asks for what was granted only: what was taken back stays so', () => {
    expect(wordOn('04-01', again, revoked('02-01'))).toBe('not-earned');
    expect(wordOn('04-01', again, notApplicable('02-01'))).toBe('not-applicable');
  });

  test('asks for one half and keeps the other', () => {
    const both = rubricVersions([
      published('01-01', 'v1', { policy: 'both' }),
      published('03-01', 'v2', { policy: 'both', attestAgain: true }),
    ]);
    const [star] = gradeOn(
      '04-01',
      both,
      granted('02-01'),
      granted('03-02', { side: 'author', rubricVersion: 'v2' }),
    ).stars;
    expect(star).toMatchObject({ word: 'unknown', missing: ['team'] });
  });

  test('of policy while half of both is given is re-evaluated over the half that was kept', () => {
    const changing = (...policies: readonly Policy[]) =>
      rubricVersions(policies.map((policy, at) => published(`0${at + 1}-01`, `v${at + 1}`, { policy })));
    const half = granted('01-10');
    expect(wordOn('01-20', changing('both', 'team'), half)).toBe('unknown');
    expect(wordOn('02-20', changing('both', 'team'), half)).toBe('earned');
    expect(wordOn('02-20', changing('both', 'either'), half)).toBe('earned');
    expect(wordOn('02-20', changing('both', 'author'), half)).toBe('unknown');
    expect(
      wordOn('03-20', changing('both', 'author', 'both'), half, granted('02-10', { side: 'author' })),
    ).toBe('earned');
  });
});

test('A category that is not enabled yet is shown and does not count', () => {
  const all = rubricOf({}, { category: 'tests', enabledFrom: on('03-01') });
  const facts = [granted('02-01'), granted('02-01', { category: 'tests' })];
  expect(gradeOn('02-20', all, ...facts)).toMatchObject({ earned: 1, of: 1 });
  expect(gradeOn('02-20', all, ...facts).stars[1]).toMatchObject({
    word: 'earned',
    counts: false,
    enabledFrom: on('03-01'),
  });
  expect(gradeOn('03-01', all, ...facts)).toMatchObject({ earned: 2, of: 2 });
});
