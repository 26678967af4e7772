import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  comparePlaces,
  fits,
  type Listed,
  lacks,
  needsStars,
  pageOf,
  placeFrom,
  placeIn,
  placeText,
  SORTS,
  teamSums,
} from '../../../functions/grades/model/selection.ts';

const anyId = fc.constantFrom('a', 'b', 'é', 'search', 'Search', '#1', '"', '10', '9');
const anyListed: fc.Arbitrary<Listed[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 6 }),
    title: fc.oneof(anyId, fc.string({ maxLength: 6 })),
    team: anyId,
    maturity: fc.option(fc.constantFrom('alpha', 'beta', 'else'), { nil: undefined }),
    project: fc.option(anyId, { nil: undefined }),
    areas: fc.option(fc.array(anyId, { maxLength: 2 }), { nil: undefined }),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);
const anyFilter = fc.record(
  {
    q: fc.constantFrom('s', 'SEARCH', 'zz', '"'),
    team: anyId,
    area: anyId,
    maturity: fc.constantFrom('alpha', 'beta'),
    train: fc.constant('server'),
  },
  { requiredKeys: [] },
);
const onTrain = { projects: new Set(['a', 'search']), features: new Set(['#1']) };
const starsOf = ({ id }: Listed) => ({ earned: id.length % 3, of: id.length % 4 });

describe('The pages of a selection', () => {
  test('put together are the whole of what fits, each feature once, in order', () => {
    fc.assert(
      fc.property(
        anyListed,
        anyFilter,
        fc.constantFrom(...SORTS),
        fc.integer({ min: 1, max: 7 }),
        (listed, filter, sort, size) => {
          const fitting = listed.filter(fits(filter, onTrain));
          const order = placeIn(sort, ['alpha', 'beta']);
          const place = (card: Listed) => order(card, starsOf(card));
          const seen: Listed[] = [];
          let after: string | undefined;
          do {
            const from = after === undefined ? undefined : placeFrom(after, sort);
            const page = pageOf(fitting, place, from, size);
            expect(page.before).toBe(seen.length);
            expect(page.items.length).toBeLessThanOrEqual(size);
            seen.push(...page.items);
            const last = page.items.at(-1);
            after = page.isLast || last === undefined ? undefined : placeText(place(last));
          } while (after !== undefined);
          expect(seen).toEqual(fitting.toSorted((one, other) => comparePlaces(place(one), place(other))));
          expect(new Set(seen.map(({ id }) => id)).size).toBe(fitting.length);
        },
      ),
    );
  });

  test('begin behind the last feature that was shown, also when it is gone since', () => {
    const place = ({ id }: { id: string }) => [id];
    const all = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    const rest = all.filter(({ id }) => id !== 'b');
    expect(pageOf(rest, place, ['b'], 2)).toEqual({
      items: [{ id: 'c' }, { id: 'd' }],
      before: 1,
      isLast: true,
    });
    expect(pageOf(all, place, ['d'], 2)).toEqual({ items: [], before: 4, isLast: true });
  });

  test.each([
    '',
    'x',
    placeText([]),
    placeText(['a', 'b', 'c']),
    Buffer.from('{"a":1}').toString('base64url'),
  ])('begin at no place like %j', (text) => {
    expect(placeFrom(text, 'team')).toBeUndefined();
  });
});

describe('A filter', () => {
  const card = {
    id: 'ranking',
    title: 'Ranking of results',
    team: 'search',
    areas: ['code'],
    project: 'rank',
  };

  test.each([
    [{ q: 'RESULTS' }, true],
    [{ q: 'sear' }, true],
    [{ q: 'other' }, false],
    [{ team: 'search' }, true],
    [{ team: 'sea' }, false],
    [{ area: 'code' }, true],
    [{ area: 'cod' }, false],
    [{ maturity: 'beta' }, false],
  ])('by %j', (filter, isThere) => {
    expect(fits(filter, undefined)(card)).toBe(isThere);
  });

  test('by train takes the features that its projects name, and those that name one of its projects', () => {
    const wanted = { train: 'server' };
    expect(fits(wanted, { projects: new Set(['rank']), features: new Set() })(card)).toBe(true);
    expect(fits(wanted, { projects: new Set(), features: new Set(['ranking']) })(card)).toBe(true);
    expect(fits(wanted, { projects: new Set(), features: new Set() })(card)).toBe(false);
  });

  test('by a missing star takes those that are unknown or not earned, and leaves out what does not apply', () => {
    const row = (word: 'earned' | 'unknown' | 'not-earned' | 'not-applicable') => ({
      ...{ feature: 'a', title: 'A', team: 't', earned: 0, of: 1 },
      stars: [{ category: 'docs', word, isExpired: false, counts: true }],
    });
    const words = (['earned', 'unknown', 'not-earned', 'not-applicable'] as const).filter((word) =>
      lacks(row(word), 'docs'),
    );
    expect(words).toEqual(['unknown', 'not-earned']);
    expect(lacks(row('unknown'), 'security')).toBe(false);
  });
});

describe('An order', () => {
  const place = (sort: (typeof SORTS)[number]) => (id: string, earned: number, of: number) => ({
    id,
    at: placeIn(sort, ['alpha', 'beta'])({ id, title: id, team: 't' }, { earned, of }),
  });
  const sorted = (sort: (typeof SORTS)[number]) => {
    const at = place(sort);
    const all = [at('none', 0, 0), at('all', 4, 4), at('half', 2, 4), at('few', 0, 4)];
    return all.toSorted((a, b) => comparePlaces(a.at, b.at)).map(({ id }) => id);
  };

  test('by stars has the features to which none applies at its end', () => {
    expect(sorted('fewest-stars')).toEqual(['few', 'half', 'all', 'none']);
    expect(sorted('most-stars')).toEqual(['all', 'half', 'few', 'none']);
    expect(SORTS.filter(needsStars)).toEqual(['fewest-stars', 'most-stars']);
  });
});

describe('The sums of teams', () => {
  test('weigh each star the same, and have no share where none applies', () => {
    const row = (team: string, earned: number, of: number) => ({
      feature: 'x',
      title: 'x',
      team,
      earned,
      of,
      stars: [],
    });
    expect(teamSums([row('b', 1, 2), row('a', 0, 0), row('b', 3, 8)])).toEqual([
      { team: 'a', features: 1, earned: 0, of: 0, share: undefined },
      { team: 'b', features: 2, earned: 4, of: 10, share: 0.4 },
    ]);
  });
});
