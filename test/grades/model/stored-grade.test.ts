import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleOnFacts } from '../../../functions/grades/model/check-star.ts';
import { gradeOf } from '../../../functions/grades/model/grade.ts';
import {
  nextChangeAt,
  readStored,
  storable,
  storedGrade,
} from '../../../functions/grades/model/stored-grade.ts';
import { on, ordered } from '../../support/ledger-facts.ts';
import { anyDay, anyStarFacts, anyVersions, gradeOn, granted, rubricOf } from './facts.ts';

const sort = (facts: Parameters<typeof ordered>[0], versions: ReturnType<typeof rubricOf>) => ({
  feature: 'sort',
  facts: ordered(facts),
  versions,
  ruleOnFacts,
});
const anyCase = fc.tuple(anyStarFacts, anyVersions, anyDay.map(on));

describe('A kept grade', () => {
  test('reads as the grade that it was made from, and as it will at any later moment', () => {
    fc.assert(
      fc.property(anyCase, anyDay.map(on), ([facts, versions, at], later) => {
        const grade = gradeOf(sort(facts, versions), at);
        if (grade === undefined) return;
        const kept = storedGrade.parse(JSON.parse(JSON.stringify(storable(grade))));
        expect(kept).toEqual(storable(grade));
        const until = facts.filter(({ detail }) => detail.occurredAt <= at);
        const moment = [at, later].sort().at(-1) ?? at;
        const then = gradeOf(
          sort(
            until,
            versions.filter(({ from }) => from <= at),
          ),
          moment,
        );
        const { earned, of, stars } = readStored(kept, moment);
        expect({ earned, of }).toEqual({ earned: then?.earned, of: then?.of });
        expect(stars).toEqual(
          then?.stars.map(({ category, word, isExpired, counts, expiresAt, ...star }) => {
            const said = [star.given.team?.at, star.given.author?.at].filter(
              (moment) => moment !== undefined,
            );
            const waits = star.policy === 'both' && star.settled === 'unknown';
            const granted = (['team', 'author'] as const).filter((side) => !star.missing.includes(side));
            return {
              ...{ category, word, isExpired, counts },
              ...(expiresAt === undefined ? {} : { expiresAt }),
              ...(said.length === 0 ? {} : { saidAt: said.toSorted().at(-1) }),
              ...(waits && granted.length > 0 ? { granted } : {}),
            };
          }),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is the same whenever it is made, as long as nothing happened', () => {
    const all = rubricOf({ expiresAfter: 'P30D' }, { category: 'tests', enabledFrom: on('05-01') });
    const made = ['02-02', '02-20', '06-01'].map((day) => storable(gradeOn(day, all, granted('02-01'))));
    expect(made).toEqual([made[0], made[0], made[0]]);
    expect(made[0]).toEqual({
      rubricVersion: 'v1',
      stars: [
        { category: 'docs', word: 'earned', expiresAt: on('03-02'), saidAt: on('02-01') },
        { category: 'tests', word: 'unknown', countsFrom: on('05-01') },
      ],
    });
  });

  test('knows when it reads differently next', () => {
    const all = rubricOf({ expiresAfter: 'P30D' }, { category: 'tests', enabledFrom: on('05-01') });
    const kept = storable(gradeOn('02-02', all, granted('02-01')));
    expect(nextChangeAt(kept, on('02-02'))).toBe(on('03-02'));
    expect(nextChangeAt(kept, on('03-01T23:59'))).toBe(on('03-02'));
    expect(nextChangeAt(kept, on('03-02'))).toBe(on('05-01'));
    expect(nextChangeAt(kept, on('05-01'))).toBeUndefined();
  });

  test('reads the same from one moment up to the next at which it reads differently, and differently then', () => {
    fc.assert(
      fc.property(anyCase, ([facts, versions, at]) => {
        const grade = gradeOf(sort(facts, versions), at);
        if (grade === undefined) return;
        const kept = storable(grade);
        const next = nextChangeAt(kept, at);
        const before = new Date(Date.parse(next ?? '2199-01-01T00:00:00.000Z') - 1).toISOString();
        expect(readStored(kept, before)).toEqual(readStored(kept, at));
        if (next !== undefined) expect(readStored(kept, next)).not.toEqual(readStored(kept, at));
      }),
    );
  });
});
