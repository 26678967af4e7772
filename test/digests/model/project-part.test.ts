import { describe, expect, test } from '@jest/globals';
import { shippedProject, silentProject } from '../../../functions/digests/model/own-part.ts';
import type { Evidence, Verdict } from '../../../functions/verdicts/model/verdict.ts';
import { anEvidence, aVerdict } from './verdicts.ts';

const titles = new Map([['sort', 'Sort by use']]);
function partOf(more: Partial<Verdict>, streak = 0) {
  const own = { verdict: aVerdict(more), train: 'server', streak };
  return { silent: silentProject(own), shipped: shippedProject(own, titles) };
}

const shippedWith = (evidence: Evidence[], evidenceOmitted = 0) => {
  const [item] = partOf({ verdict: 'shipped-on', evidence, evidenceOmitted }).shipped;
  return item && { what: item.what, more: item.more };
};
const changes = (count: number, more: Partial<Evidence> = {}) =>
  Array.from({ length: count }, (_, at) => anEvidence({ title: `Change ${at + 1}`, ...more }));

describe('Of a project in a release a digest tells', () => {
  test('that it shipped nothing, with the reason and the streak', () => {
    const { silent, shipped } = partOf({}, 3);
    expect(shipped).toEqual([]);
    expect(silent).toEqual([
      {
        project: 'rank',
        title: 'Ranking',
        team: 'search',
        release: '5.3',
        train: 'server',
        verdict: 'shipped-nothing',
        because: 'no change or shipment in the window',
        streak: 3,
      },
    ]);
  });

  test('that it is exempt, and why', () => {
    const { silent } = partOf({ verdict: 'exempt', because: 'exempt by team:directors: a rewrite' });
    expect(silent).toMatchObject([
      { verdict: 'exempt', because: 'exempt by team:directors: a rewrite', streak: 0 },
    ]);
  });

  test('nothing when it was not expected to ship', () => {
    expect(partOf({ verdict: 'not-expected' })).toEqual({ silent: [], shipped: [] });
  });

  test.each(['shipped-on', 'shipped-off'] as const)('what it shipped: %s', (verdict) => {
    const { silent, shipped } = partOf({ verdict, evidence: [anEvidence({ title: 'Faster' })] });
    expect(silent).toEqual([]);
    expect(shipped).toEqual([
      {
        project: 'rank',
        title: 'Ranking',
        team: 'search',
        release: '5.3',
        train: 'server',
        verdict,
        what: [{ title: 'Faster' }],
        more: 0,
      },
    ]);
  });
});

describe('What shipped', () => {
  test('is named by its title and address, or else by its feature, its flag, or why it counts', () => {
    expect(
      shippedWith([
        anEvidence({ title: 'Faster', url: 'https://example.com/1', feature: 'sort' }),
        anEvidence({ feature: 'sort', flag: 'new-sort' }),
        anEvidence({ feature: 'order', flag: 'new-order' }),
      ]),
    ).toEqual({
      what: [{ title: 'Faster', url: 'https://example.com/1' }, { title: 'Sort by use' }, { title: 'order' }],
      more: 0,
    });
    expect(shippedWith([anEvidence({ flag: 'new-sort' }), anEvidence()])?.what).toEqual([
      { title: 'new-sort' },
      { title: 'merged without a feature flag' },
    ]);
  });

  test('is three things at most, and how many more there are', () => {
    expect(shippedWith(changes(3))).toMatchObject({ what: { length: 3 }, more: 0 });
    expect(shippedWith(changes(5), 7)).toMatchObject({ what: { length: 3 }, more: 9 });
  });

  test('is named once, with its first address', () => {
    const twice = [
      anEvidence({ feature: 'sort', kind: 'shipment', url: 'https://example.com/1' }),
      anEvidence({ feature: 'sort', kind: 'flag', url: 'https://example.com/2' }),
    ];
    expect(shippedWith(twice)).toEqual({
      what: [{ title: 'Sort by use', url: 'https://example.com/1' }],
      more: 0,
    });
  });

  test('is the changes of a feature, and not once more that it was declared, or its flag turned on', () => {
    const evidence = [
      anEvidence({ feature: 'sort', kind: 'flag' }),
      anEvidence({ feature: 'sort', title: 'Faster' }),
      anEvidence({ feature: 'order', kind: 'shipment' }),
    ];
    expect(shippedWith(evidence)).toEqual({ what: [{ title: 'Faster' }, { title: 'order' }], more: 0 });
  });

  test('is what counts, and no more', () => {
    const withdrawn = changes(2, { counts: false, title: 'Withdrawn' });
    expect(shippedWith([...changes(1), ...withdrawn])).toEqual({ what: [{ title: 'Change 1' }], more: 0 });
    // What is left out comes after what does not count, so it does not count either.
    expect(shippedWith([...changes(4), ...withdrawn], 7)).toMatchObject({ more: 1 });
  });
});
