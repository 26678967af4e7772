import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Digest, digest, SECTIONS } from '../../../functions/digests/model/model.ts';
import { type Gathered, gather, nothingGathered, rollUp } from '../../../functions/digests/model/roll-up.ts';
import { section } from '../../../functions/digests/model/sections.ts';
import { aDigest, aQuietDigest } from './a-digest.ts';
import { anyDigest } from './any-digest.ts';
import { stepItem, unverifiedItem } from './items.ts';
import { march } from './materials.ts';

const whole = (gathered: Gathered, previous?: Digest) =>
  rollUp(
    { audience: 'all', title: 'All teams', period: march, madeAt: '2024-04-01T07:00:00.000Z', previous },
    gathered,
  );
const of = (...parts: readonly Digest[]) => parts.reduce(gather, nothingGathered);

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('The digest of many teams', () => {
  test('is the sum of theirs, in whatever order they are put together', () => {
    fc.assert(
      fc.property(fc.array(anyDigest, { maxLength: 4 }), (parts) => {
        const made = whole(of(...parts));
        // A release that several teams wait for is one.
        for (const name of SECTIONS.filter((each) => each !== 'releases'))
          expect(made[name].total).toBe(sum(parts.map((part) => part[name].total)));
        expect(made.snoozed).toBe(sum(parts.map(({ snoozed }) => snoozed)));
        const points = parts.map(({ trend }) => trend.at(-1)).filter((point) => point !== undefined);
        expect(made.trend).toEqual([
          {
            period: '2024-03',
            shipped: sum(points.map(({ shipped }) => shipped)),
            silent: sum(points.map(({ silent }) => silent)),
            completion: {
              done: sum(points.map(({ completion }) => completion.done)),
              of: sum(points.map(({ completion }) => completion.of)),
            },
          },
        ]);
        expect(made.completion).toEqual(made.trend[0]?.completion);
        const again = whole(of(...parts.toReversed()));
        expect([again.trend, again.snoozed, again.isQuiet]).toEqual([made.trend, made.snoozed, made.isQuiet]);
      }),
      { numRuns: 40 },
    );
  });

  test('of none is quiet, and has nothing in it', () => {
    expect(whole(nothingGathered)).toMatchObject({
      isQuiet: true,
      actions: [],
      snoozed: 0,
      completion: { done: 0, of: 0 },
      trend: [{ period: '2024-03', shipped: 0, silent: 0, completion: { done: 0, of: 0 } }],
    });
  });

  test('is quiet when all of theirs are, and not when one is not', () => {
    expect(whole(of(aQuietDigest, aQuietDigest)).isQuiet).toBe(true);
    const loud = { ...aQuietDigest, unverified: section('unverified', [unverifiedItem()]) };
    expect(whole(of(aQuietDigest, loud)).isQuiet).toBe(false);
  });

  test('is one as all are kept, with its own audience and the period', () => {
    const made = whole(of(aDigest));
    expect(digest.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      audience: 'all',
      title: 'All teams',
      madeAt: '2024-04-01T07:00:00.000Z',
      period: '2024-03',
      every: 'month',
      zone: 'UTC',
      from: '2024-03-01T00:00:00.000Z',
      until: '2024-04-01T00:00:00.000Z',
    });
    expect(made).not.toHaveProperty('standings');
  });

  test('goes on from its own of the period before', () => {
    const previous = { ...aQuietDigest, audience: 'all', completion: { done: 7, of: 9 } };
    const made = whole(of(aQuietDigest), previous);
    expect(made.completionBefore).toEqual({ done: 7, of: 9 });
    expect(made.trend.map(({ period }) => period)).toEqual([
      ...previous.trend.map(({ period }) => period),
      '2024-03',
    ]);
    const long = Array.from({ length: 3 }, () => previous.trend).flat();
    expect(whole(of(aQuietDigest), { ...previous, trend: long }).trend).toHaveLength(12);
    expect(whole(of(aQuietDigest)).completionBefore).toBeUndefined();
  });

  test('is ignored by nobody, and confirms nothing: that is for each team', () => {
    const asking = {
      ...aQuietDigest,
      ignored: 2,
      escalates: true,
      cadence: section('cadence', [stepItem()]),
    };
    const made = whole(of(asking, asking));
    expect(made).toMatchObject({ ignored: 0, escalates: false, actions: [{ entity: 'team:search' }] });
    expect(made.actions[0]).not.toHaveProperty('confirms');
  });
});
