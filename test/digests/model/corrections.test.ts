import { describe, expect, test } from '@jest/globals';
import { correctionsOf, judgedIn, type KnownSince } from '../../../functions/digests/model/corrections.ts';
import type { Digest, ShippedProject, SilentProject } from '../../../functions/digests/model/model.ts';
import { section } from '../../../functions/digests/model/sections.ts';
import type { Verdict } from '../../../functions/verdicts/model/verdict.ts';
import { aQuietDigest } from './a-digest.ts';
import { exemptItem, shippedItem, silentItem } from './items.ts';
import { aVerdict } from './verdicts.ts';

const said = (silent: SilentProject[] = [], shipped: ShippedProject[] = []): Digest => ({
  ...aQuietDigest,
  silent: section('silent', silent),
  shipped: section('shipped', shipped),
});

const textsOf = (previous: Digest, since: Partial<KnownSince>) =>
  correctionsOf(previous, { verdicts: [], stood: [], cycles: [], ...since }).map(({ text }) => text);

const merged = { verdict: 'shipped-on', because: 'merged without a feature flag' } as const;

describe('What a digest said of a project', () => {
  test('is corrected by the next one when it is otherwise by then', () => {
    const corrections = correctionsOf(said([silentItem()]), {
      verdicts: [aVerdict(merged)],
      stood: [],
      cycles: [],
    });
    expect(corrections).toEqual([
      {
        period: '2024-03',
        entity: 'project:rank',
        title: 'Ranking',
        text: 'in 5.3 it shipped on by default, though “shipped nothing” was said: merged without a feature flag',
      },
    ]);
  });

  test('is let be when it is so still, whatever the reason', () => {
    expect(textsOf(said([silentItem()]), { verdicts: [aVerdict({ because: 'another reason' })] })).toEqual(
      [],
    );
  });

  test.each([
    [
      said([], [shippedItem()]),
      'shipped-nothing',
      'it shipped nothing, though “shipped on by default” was said',
    ],
    [
      said([], [shippedItem({ verdict: 'shipped-off' })]),
      'exempt',
      'it was exempt, though “shipped behind a feature flag” was said',
    ],
    [said([exemptItem()]), 'not-expected', 'it was not expected to ship, though “was exempt” was said'],
  ] as [Digest, Verdict['verdict'], string][])(
    'is corrected from every word to every other',
    (previous, verdict, words) => {
      expect(textsOf(previous, { verdicts: [aVerdict({ verdict })] })).toEqual([
        expect.stringContaining(words),
      ]);
    },
  );

  test('is taken back when the release is judged no more', () => {
    expect(textsOf(said([silentItem()]), {})).toEqual([
      'it is not judged in 5.3 any more, though “shipped nothing” was said',
    ]);
  });

  test('is corrected by release: one of several', () => {
    const previous = said([silentItem({ release: '5.3' }), silentItem({ release: '5.4' })]);
    const verdicts = [aVerdict({ release: '5.3' }), aVerdict({ ...merged, release: '5.4' })];
    expect(textsOf(previous, { verdicts })).toEqual([expect.stringContaining('in 5.4 it shipped')]);
  });

  test('holds when its release goes by another name now', () => {
    const previous = said([silentItem({ release: '5.3' })]);
    const cycles = [{ release: 'v5.3', names: [{ name: 'v5.3' }, { name: '5.3' }] }];
    expect(judgedIn(previous, cycles)).toEqual([{ release: 'v5.3', project: 'rank' }]);
    expect(textsOf(previous, { verdicts: [aVerdict({ release: 'v5.3' })], cycles })).toEqual([]);
  });
});

describe('What a digest said of a release whose name another one has by now', () => {
  test('is looked up by what the name meant when it was made', () => {
    const previous = { ...said([silentItem({ release: '5.3' })]), madeAt: '2024-04-01T07:00:00.000Z' };
    const reusedFrom = (from: string) => [
      { release: 'v5.3', names: [{ name: 'v5.3' }, { name: '5.3', until: from }] },
      { release: '5.3', names: [{ name: '5.3', from }] },
    ];
    expect(judgedIn(previous, reusedFrom('2024-04-10T00:00:00.000Z'))).toEqual([
      { release: 'v5.3', project: 'rank' },
    ]);
    expect(judgedIn(previous, reusedFrom('2024-03-10T00:00:00.000Z'))).toEqual([
      { release: '5.3', project: 'rank' },
    ]);
  });
});

describe('What was judged only after the digest was made', () => {
  test('is told by the next one: no other would', () => {
    expect(textsOf(said(), { verdicts: [aVerdict({ because: 'no change' })] })).toEqual([
      'in 5.3 it shipped nothing, which was not known yet: no change',
    ]);
    expect(
      textsOf(said([silentItem()]), { verdicts: [aVerdict(), aVerdict({ project: 'code' })] }),
    ).toHaveLength(1);
  });

  test('is no news when it was not expected to ship, or is another team’s', () => {
    const verdicts = [aVerdict({ verdict: 'not-expected' }), aVerdict({ project: 'code', team: 'code' })];
    expect(textsOf(said(), { verdicts })).toEqual([]);
  });

  test('is passed over when more was told than is kept: it can have been among it', () => {
    const previous = { ...said(), shipped: { items: [shippedItem()], total: 31 } };
    const verdicts = [aVerdict({ verdict: 'shipped-on' }), aVerdict({ project: 'code' })];
    expect(textsOf(previous, { verdicts })).toEqual([]);
  });
});

describe('The stars that a digest knew of', () => {
  const known = (standings: Digest['standings']): Digest => ({ ...aQuietDigest, standings });
  const stood = (feature: string, earned: number, of: number) => ({
    feature,
    title: 'Sort',
    standing: [earned, of] as [number, number],
  });

  test('are corrected when they were others', () => {
    const previous = known({ sort: [4, 6], order: [2, 6], code: [1, 5] });
    expect(
      correctionsOf(previous, {
        verdicts: [],
        cycles: [],
        stood: [stood('sort', 5, 6), stood('order', 2, 6), stood('code', 1, 6)],
      }),
    ).toEqual([
      {
        period: '2024-03',
        entity: 'feature:sort',
        title: 'Sort',
        text: 'it had 5 of 6 stars, and 4 of 6 were known',
      },
      {
        period: '2024-03',
        entity: 'feature:code',
        title: 'Sort',
        text: 'it had 1 of 6 stars, and 1 of 5 were known',
      },
    ]);
  });

  test('are no news of a feature that it did not know', () => {
    const previous = known({ sort: [4, 6] });
    expect(textsOf(previous, { stood: [stood('new', 1, 6), stood('constructor', 1, 6)] })).toEqual([]);
    expect(textsOf(aQuietDigest, { stood: [stood('sort', 1, 6)] })).toEqual([]);
  });
});
