import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { gradeOf } from '../../../functions/grades/model/grade.ts';
import { rubricAt, rubricVersions } from '../../../functions/grades/model/rubric.ts';
import { rollUp } from '../../../functions/grades/model/star.ts';
import { on, ordered, retold } from '../../support/ledger-facts.ts';
import {
  anyDay,
  anyStarFacts,
  anyVersions,
  gradeOn,
  granted,
  notApplicable,
  published,
  revoked,
  rubricOf,
} from './facts.ts';

const sort = (facts: Parameters<typeof ordered>[0], versions: ReturnType<typeof rubricOf>) => ({
  feature: 'sort',
  facts: ordered(facts),
  versions,
  ruleOnFacts,
});
const anyCase = fc.tuple(anyStarFacts, anyVersions, anyDay.map(on));

describe('A grade', () => {
  const all = rubricOf({}, { category: 'tests' }, { category: 'a11y' }, { category: 'design' });

  test('counts what is earned, of what applies', () => {
    const facts = [
      granted('02-01'),
      revoked('02-01', { category: 'tests' }),
      notApplicable('02-01', { category: 'a11y' }),
    ];
    expect(gradeOn('06-01', all, ...facts)).toMatchObject({ rubricVersion: 'v1', earned: 1, of: 3 });
    expect(gradeOn('06-01', all, ...facts).stars.map(({ category, word }) => `${category} ${word}`)).toEqual([
      'docs earned',
      'tests not-earned',
      'a11y not-applicable',
      'design unknown',
    ]);
  });

  test('is none before there is a rubric', () => {
    expect(gradeOf(sort([granted('02-01')], []), on('06-01'))).toBeUndefined();
    expect(gradeOf(sort([], all), '2023-12-31T23:59:59.999Z')).toBeUndefined();
    expect(gradeOf(sort([], all), on('01-01'))).toBeDefined();
  });

  test('is made under the version that holds at the moment', () => {
    const versions = rubricVersions(
      ordered([published('03-01', 'v2', {}, { category: 'tests' }), published('01-01', 'v1', {})]),
    );
    expect(rubricAt(versions, on('02-29T23:59'))?.version).toBe('v1');
    expect(rubricAt(versions, on('03-01'))?.version).toBe('v2');
    expect(gradeOn('02-01', versions, granted('01-02'))).toMatchObject({
      rubricVersion: 'v1',
      earned: 1,
      of: 1,
    });
    expect(gradeOn('03-01', versions, granted('01-02'))).toMatchObject({
      rubricVersion: 'v2',
      earned: 1,
      of: 2,
    });
  });

  test('is the same for the same set of facts, in any order and with repeats', () => {
    const retelling = anyStarFacts.chain((facts) => fc.tuple(fc.constant(facts), retold(facts)));
    fc.assert(
      fc.property(retelling, anyVersions, anyDay.map(on), ([facts, again], versions, at) => {
        const grade = (told: typeof facts) =>
          gradeOf({ feature: 'sort', facts: ordered(told), versions, ruleOnFacts }, at);
        expect(grade(again)).toEqual(grade(facts));
      }),
    );
  });

  test('does not change by what happens later: neither facts nor versions', () => {
    fc.assert(
      fc.property(anyCase, ([facts, versions, at]) => {
        const until = facts.filter(({ detail }) => detail.occurredAt <= at);
        // Of two contents of one id the one that happened first holds, so what comes later displaces nothing.
        const grade = gradeOf(sort(facts, versions), at);
        expect(
          gradeOf(
            sort(
              until,
              versions.filter(({ from }) => from <= at),
            ),
            at,
          ),
        ).toEqual(grade);
      }),
    );
  });

  test('earns no more than applies, and no more applies than there are categories', () => {
    fc.assert(
      fc.property(anyCase, ([facts, versions, at]) => {
        const grade = gradeOf(sort(facts, versions), at);
        if (grade === undefined) return;
        expect(grade.earned).toBeLessThanOrEqual(grade.of);
        expect(grade.of).toBeLessThanOrEqual(rubricAt(versions, at)?.categories.length ?? 0);
        for (const star of grade.stars) expect(star.because).not.toBe('');
      }),
    );
  });
});

describe('The grades of several features', () => {
  test('are summed up: every star weighs the same', () => {
    expect(rollUp([{ earned: 1, of: 2 }, undefined, { earned: 5, of: 8 }])).toEqual({
      features: 2,
      earned: 6,
      of: 10,
      share: 0.6,
    });
  });

  test('have no share where no star applies', () => {
    expect(rollUp([{ earned: 0, of: 0 }])).toEqual({ features: 1, earned: 0, of: 0, share: undefined });
  });
});
