import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duePeriods } from '../../functions/digests/digest/make-digests.ts';
import { before, lastEnded, type Period } from '../../functions/kernel/model/period.ts';

const due = (...asked: Parameters<typeof duePeriods>) => duePeriods(...asked).map(({ name }) => name);

/** Those of two years. */
const MAX = { week: 104, month: 24, quarter: 8 } as const;

/** So many periods up to the last one, oldest first. */
const lastOnes = (count: number, last: Period): Period[] =>
  count === 0 ? [] : [...lastOnes(count - 1, before(last)), last];

describe('The digests that an audience lacks', () => {
  test('are those after the last one that was made, oldest first', () => {
    expect(due('month', 'UTC', '2024-01', '2024-05-02T00:00:00.000Z')).toEqual([
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
    expect(due('week', 'UTC', '2023-W51', '2024-01-08T00:00:00.000Z')).toEqual(['2023-W52', '2024-W01']);
    expect(due('quarter', 'UTC', '2023-Q3', '2024-04-01T00:00:00.000Z')).toEqual(['2023-Q4', '2024-Q1']);
  });

  test('is the last one alone where none was ever made', () => {
    expect(due('month', 'UTC', undefined, '2024-05-02T00:00:00.000Z')).toEqual(['2024-04']);
  });

  test('are none when the last one is there, or was made in a zone that is further east', () => {
    expect(due('month', 'UTC', '2024-04', '2024-05-02T00:00:00.000Z')).toEqual([]);
    expect(due('month', 'America/New_York', '2024-04', '2024-05-01T00:30:00.000Z')).toEqual([]);
  });

  test('are due when the period has ended in their zone', () => {
    expect(due('month', 'Asia/Kolkata', '2024-03', '2024-04-30T18:29:59.999Z')).toEqual([]);
    expect(due('month', 'Asia/Kolkata', '2024-03', '2024-04-30T18:30:00.000Z')).toEqual(['2024-04']);
  });

  test('are those of two years at most, after an outage that was longer', () => {
    const now = '2024-05-02T00:00:00.000Z';
    expect(due('month', 'UTC', '2014-01', now)).toHaveLength(24);
    expect(due('month', 'UTC', '2014-01', now).at(-1)).toBe('2024-04');
    expect(due('week', 'UTC', '2014-W01', now)).toHaveLength(104);
    expect(due('quarter', 'UTC', '2014-Q1', now)).toHaveLength(8);
  });

  test('follow each other without a gap up to the last that has ended, in every zone', () => {
    const moment = fc
      .date({ min: new Date('2010-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    fc.assert(
      fc.property(
        fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
        fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'UTC'),
        moment,
        fc.integer({ min: 0, max: 30 }),
        (every, zone, now, ago) => {
          const expected = lastOnes(ago + 1, lastEnded(every, now, zone)).map(({ name }) => name);
          const [made, ...missing] = expected;
          expect(due(every, zone, made, now)).toEqual(missing.slice(-MAX[every]));
        },
      ),
      { numRuns: 60 },
    );
  });
});
