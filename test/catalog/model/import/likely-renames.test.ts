import { describe, expect, test } from '@jest/globals';
import { likelyRenames } from '../../../../functions/catalog/model/import/likely-renames.ts';
import type { FeatureRecord } from '../../../../functions/catalog/model/import/records.ts';
import { by, catalog, feature, knowing, known, release } from './catalogs.ts';

const likely = (before: Record<string, FeatureRecord>, after: Record<string, FeatureRecord>) =>
  likelyRenames(
    knowing({ features: new Map(Object.entries(before).map(([id, record]) => [id, known(record)])) }),
    catalog({ features: by(after) }),
  );
const docsUrl = 'https://example.com/docs';
const many = { compatibility: { gitlab: true }, useCases: ['find'], areas: ['code'] };

describe('A rename is likely when a feature left and another one came', () => {
  test.each([
    ['the same title', { title: 'Code Search' }, { title: 'Code search!', team: 'graph' }],
    ['a similar title', { title: 'Code Search' }, { title: 'Code Searches', team: 'graph' }],
    ['the same docsUrl', { title: 'Aaaa', docsUrl }, { title: 'Zzzzzzzz', docsUrl }],
    ['the same team and most fields', { title: 'Aaaa', ...many }, { title: 'Zzzzzzzz', ...many }],
    [
      'the same title, the same docsUrl, the same team and most fields',
      { docsUrl, ...many },
      { docsUrl, ...many, areas: ['other'] },
    ],
  ])('with %s', (because, before, after) => {
    expect(likely({ old: feature(before) }, { now: feature(after) })).toEqual([
      { kind: 'feature', from: 'old', to: 'now', because },
    ]);
  });

  test('and not when they have nothing in common', () => {
    const before = { title: 'Aaaa', docsUrl: null, ...many };
    expect(likely({ old: feature(before) }, { now: feature({ title: 'Zzzzzzzz', docsUrl: null }) })).toEqual(
      [],
    );
    expect(
      likely(
        { old: feature({ ...before, docsUrl }) },
        { now: feature({ ...before, title: 'Zzzzzzzz', team: 'graph' }) },
      ),
    ).toEqual([]);
  });

  test.each([
    ['nothing left', likely({}, { now: feature({}) })],
    ['nothing came', likely({ old: feature({}) }, {})],
    ['the old one is still there', likely({ old: feature({}) }, { old: feature({}), now: feature({}) })],
    ['the new one was there before', likely({ old: feature({}), now: feature({}) }, { now: feature({}) })],
    ['the new one is retired', likely({ old: feature({}) }, { now: feature({ retired: true }) })],
    ['it was told', likely({ old: feature({}) }, { now: feature({ formerly: ['old'] }) })],
    [
      'files do not speak of features',
      likelyRenames(knowing({ features: by({ old: known(feature({})) }) }), catalog({})),
    ],
    [
      'somebody else stated the old one, which stays',
      likelyRenames(
        knowing({ features: by({ old: known(feature({}), { isFromFiles: false }) }) }),
        catalog({ features: by({ now: feature({}) }) }),
      ),
    ],
  ])('and not when %s', (_, found) => {
    expect(found).toEqual([]);
  });

  test('the likeliest first, each feature once, whatever the order of the files', () => {
    const before = { a: feature({ title: 'Code search', docsUrl }), b: feature({ title: 'Code searches' }) };
    const after = { x: feature({ title: 'Code searches' }), y: feature({ title: 'Code searcher', docsUrl }) };
    const expected = [
      { kind: 'feature', from: 'a', to: 'y', because: 'a similar title, the same docsUrl' },
      { kind: 'feature', from: 'b', to: 'x', because: 'the same title' },
    ];
    expect(likely(before, after)).toEqual(expected);
    expect(likely({ b: before.b, a: before.a }, { y: after.y, x: after.x })).toEqual(expected);
  });

  test('also when thousands did: by what only two of them have', () => {
    const titled = (prefix: string) =>
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, at) => [
          `${prefix}-${at}`,
          feature({ title: `Feature ${at}`, docsUrl }),
        ]),
      );
    const found = likely(titled('old'), titled('now'));
    expect(found).toHaveLength(2_000);
    expect(found.every(({ from, to }) => from.replace('old', 'now') === to)).toBe(true);
  });
});

test('A rename of a release is likely when one with its version came on its train', () => {
  const knows = knowing({ releases: by({ '5.2': known(release({ releaseVersion: '5.2' })) }) });
  const come = (record: object) =>
    likelyRenames(knows, catalog({ releases: by({ spring: release(record) }) }));
  expect(come({ releaseVersion: '5.2' })).toEqual([
    { kind: 'release', from: '5.2', to: 'spring', because: 'the same version' },
  ]);
  expect(come({ releaseVersion: '5.3' })).toEqual([]);
  expect(come({ releaseVersion: '5.2', train: 'other' })).toEqual([]);
  expect(come({})).toEqual([]);
});
