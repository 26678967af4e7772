import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { gradeOf } from '../../../functions/grades/model/grade.ts';
import { gradeDifference, gradeHistory } from '../../../functions/grades/model/grade-history.ts';
import { rubricVersions } from '../../../functions/grades/model/rubric.ts';
import { on, ordered } from '../../support/ledger-facts.ts';
import { anyDay, anyStarFacts, anyVersions, granted, published, recorded, revoked } from './facts.ts';

const versions = rubricVersions([
  published('01-01', 'v1', { expiresAfter: 'P30D' }, { category: 'gone', title: 'Gone' }),
  published(
    '03-01',
    'v2',
    { expiresAfter: 'P30D' },
    {
      category: 'tests',
      title: 'Testing',
      policy: 'check',
      check: 'facts.coverage > 80',
      enabledFrom: on('05-01'),
    },
  ),
]);
const facts = ordered([
  granted('02-01', { actor: 'github:mira' }),
  granted('02-01', { side: 'author' }),
  recorded('03-10', 'coverage', 90),
  recorded('03-11', 'coverage', 91),
  granted('06-01'),
  revoked('06-02', { comment: 'the page is gone' }),
  granted('09-01'),
]);
const sort = { feature: 'sort', facts, versions, ruleOnFacts };

describe('The history of a grade', () => {
  const history = gradeHistory(sort, on('06-30'));

  test('has each moment at which it became another, and nothing else', () => {
    const told = history.map(({ at, earned, of, stars }) => [
      at.slice(5, 10),
      `${earned}/${of}`,
      ...stars.map(({ category, from, to }) => `${category} ${from ?? ''}>${to ?? ''}`),
    ]);
    expect(told).toEqual([
      ['01-01', '0/2', 'docs >unknown', 'gone >unknown'],
      ['02-01', '1/2', 'docs unknown>earned'],
      ['03-01', '1/1', 'tests >unknown', 'gone unknown>'],
      ['03-02', '0/1', 'docs earned>unknown'],
      ['03-10', '0/1', 'tests unknown>earned'],
      ['05-01', '1/2', 'tests earned>earned'],
      ['06-01', '2/2', 'docs unknown>earned'],
      ['06-02', '1/2', 'docs earned>not-earned'],
    ]);
  });

  test('says why', () => {
    const because = (day: string, category: string) =>
      history.find(({ at }) => at === on(day))?.stars.find((star) => star.category === category)?.because;
    expect(because('02-01', 'docs')).toMatch(/granted by github:mira on 2024-02-01/);
    expect(because('03-01', 'gone')).toBe('version v2 of the rubric has no such category');
    expect(because('03-01', 'tests')).toMatch(
      /^version v2 of the rubric has it; the rule facts.coverage > 80 cannot be/,
    );
    expect(because('03-02', 'docs')).toMatch(/expired on 2024-03-02 and must be attested again/);
    expect(because('05-01', 'tests')).toBe('it counts from 2024-05-01');
    expect(because('06-02', 'docs')).toMatch(/taken back on 2024-06-02: the page is gone/);
  });

  test('is none while there is no rubric', () => {
    expect(gradeHistory({ ...sort, versions: [] }, on('06-30'))).toEqual([]);
    expect(gradeHistory(sort, '2023-12-31T00:00:00.000Z')).toEqual([]);
  });

  test('leads to the grade of every moment', () => {
    fc.assert(
      fc.property(anyStarFacts, anyVersions, anyDay.map(on), (told, all, at) => {
        const graded = { feature: 'sort', facts: ordered(told), versions: all, ruleOnFacts };
        const last = gradeHistory(graded, on('12-31T23:59')).findLast((moment) => moment.at <= at);
        const grade = gradeOf(graded, at);
        expect({ earned: last?.earned, of: last?.of }).toEqual({ earned: grade?.earned, of: grade?.of });
        expect(gradeHistory(graded, at).at(-1)).toEqual(last);
      }),
    );
  });
});

describe('The difference between two grades', () => {
  test('is none between a grade and itself', () => {
    const grade = gradeOf(sort, on('06-01'));
    expect(grade && gradeDifference(grade, grade)).toEqual([]);
  });

  test('is between any two dates, also backwards', () => {
    const [before, after] = [gradeOf(sort, on('05-01')), gradeOf(sort, on('04-01'))];
    expect(after && gradeDifference(before, after)).toEqual([
      {
        category: 'tests',
        title: 'Testing',
        from: 'earned',
        to: 'earned',
        because: 'it does not count before 2024-05-01',
      },
    ]);
  });
});
