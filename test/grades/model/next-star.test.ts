import { expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { nextStars } from '../../../functions/grades/model/next-star.ts';
import { on } from '../../support/ledger-facts.ts';
import { type Given, gradeOn, granted, notApplicable, recorded, revoked, rubricOf } from './facts.ts';

const nextOf = (categories: readonly Given[], ...facts: readonly Fact[]) => {
  const versions = rubricOf(...categories);
  return versions.flatMap((rubric) => nextStars(gradeOn('06-01', versions, ...facts), rubric));
};

test('The next stars are named nearest first, with who must do what', () => {
  const check = { policy: 'check', check: 'facts.coverage > 80 && facts.audited' } as const;
  const categories: Given[] = [
    { category: 'no', solution: 'Write a how-to.' },
    { category: 'later', enabledFrom: on('12-01') },
    { category: 'either', policy: 'either', question: 'Does it fly?' },
    { category: 'measured', ...check, team: 'quality' },
    { category: 'failed', ...check, team: 'quality' },
    { category: 'old', expiresAfter: 'P30D' },
    { category: 'half', policy: 'both' },
    { category: 'done' },
    { category: 'none' },
  ];
  const facts = [
    revoked('02-01', { category: 'no' }),
    granted('02-01', { category: 'old' }),
    granted('02-01', { category: 'half' }),
    granted('02-01', { category: 'done' }),
    notApplicable('02-01', { category: 'none' }),
    recorded('02-01', 'coverage', 90),
  ];
  const told = nextOf(categories, ...facts).map(({ category, nearness, who, what }) => [
    category,
    nearness,
    who,
    what,
  ]);
  expect(told).toEqual([
    ['half', 'half-missing', 'the author', 'grant it: A page is there.'],
    ['old', 'expired', 'team writers', 'grant it again, it expired on 2024-03-02: A page is there.'],
    ['either', 'unknown', 'team writers or the author', 'grant it: Does it fly?'],
    ['measured', 'unknown', 'team quality', 'record audited: A page is there.'],
    ['failed', 'unknown', 'team quality', 'record audited: A page is there.'],
    ['later', 'unknown', 'team writers', 'grant it: A page is there.'],
    ['no', 'not-earned', 'team writers', 'grant it once what was missing is there: Write a how-to.'],
  ]);
});

test('A rule that does not hold, cannot be read, or goes by old facts says what to look at', () => {
  const rule = { policy: 'check', expiresAfter: 'P30D', check: 'facts.coverage > 80' } as const;
  const whatOf = (category: Given, ...facts: readonly Fact[]) => nextOf([category], ...facts)[0]?.what;
  expect(whatOf(rule, recorded('05-20', 'coverage', 3))).toMatch(
    /^make its rule hold \(the rule facts.coverage > 80 does not hold: coverage is 3/,
  );
  expect(whatOf(rule, recorded('02-20', 'coverage', 83))).toMatch(/^record coverage again: /);
  expect(whatOf({ ...rule, check: 'facts.' })).toMatch(
    /^look at its rule \(a rule decides, but it cannot be read/,
  );
});

test('A star that two disagree about waits for the one that did not grant it', () => {
  const facts = [granted('02-01'), notApplicable('02-02', { side: 'author' })];
  expect(nextOf([{ policy: 'both' }], ...facts)).toMatchObject([
    { nearness: 'half-missing', who: 'the author' },
  ]);
});
