import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import {
  evidenceFor,
  featuresNamed,
  flagsOf,
  namesToFollow,
} from '../../../functions/verdicts/model/evidence.ts';
import {
  cycle,
  featureRegistered,
  featureRenamed,
  flagChanged,
  merged,
  on,
  projectStarted,
  shipped,
  withdrawn,
  workOf,
} from '../../support/ledger-facts.ts';

const evidence = (...facts: readonly Fact[]) =>
  evidenceFor(workOf([projectStarted('01-01', {}), ...facts]), cycle);
const turn = (day: string, enabledByDefault: boolean, flag = 'new-sort') =>
  flagChanged(day, { flag, enabledByDefault });
/** The feature `sort`, behind the flag `new-sort`, of this project unless it says otherwise. */
const sort = (fields: { project?: string; flag?: string | null } = {}) =>
  featureRegistered('01-01', { feature: 'sort', flag: 'new-sort', project: 'rank', ...fields });

describe('A change', () => {
  test('without a feature flag is on by default', () => {
    const change = merged('03-15', {
      id: 'one',
      title: 'Sort',
      url: 'https://example.com/7',
      feature: 'sort',
    });
    expect(evidence(change)).toEqual([
      {
        kind: 'change',
        event: 'one',
        at: on('03-15'),
        title: 'Sort',
        url: 'https://example.com/7',
        feature: 'sort',
        exposure: 'on-by-default',
        counts: true,
        because: 'merged without a feature flag',
      },
    ]);
  });

  test.each([
    ['after the cut before, and not at it', ['03-01', '03-01T00:01'], ['03-01T00:01']],
    ['up to the cut, and not after it', ['04-01', '04-01T00:01'], ['04-01']],
  ])('counts in the window: %s', (_name, days, counted) => {
    const changes = days.map((day) => merged(day, {}));
    expect(evidence(...changes).map(({ at }) => at)).toEqual(counted.map(on));
  });

  test('counts in the first release of a train however early it was merged', () => {
    const work = workOf([projectStarted('01-01', {}), merged('01-01T00:01', {})]);
    expect(evidenceFor(work, { ...cycle, after: undefined })).toHaveLength(1);
  });

  test('counts in the release that it names itself, whenever it was merged', () => {
    expect(evidence(merged('02-01', { release: '5.2' }), merged('06-01', { release: '5.2' }))).toHaveLength(
      2,
    );
  });

  test('does not count in the window when it names another release', () => {
    expect(evidence(merged('03-15', { release: '5.3' }))).toEqual([]);
  });

  test('counts in the window when it says that it is in no release in particular', () => {
    expect(evidence(merged('03-15', { release: null }))).toHaveLength(1);
  });

  test('counts in a release that it names by a former name', () => {
    const work = workOf([projectStarted('01-01', {}), merged('02-01', { release: 'next' })]);
    expect(evidenceFor(work, { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] })).toHaveLength(1);
  });
});

describe('A change behind a feature flag', () => {
  const change = merged('03-15', { id: 'change', flag: 'new-sort' });
  const seen = (...facts: readonly Fact[]) =>
    evidence(change, ...facts).find(({ kind }) => kind === 'change');

  test('is on by default when the flag is on at the cut', () => {
    expect(seen(turn('02-01', true))).toMatchObject({
      flag: 'new-sort',
      flagDefault: 'on',
      exposure: 'on-by-default',
      counts: true,
      because: 'merged behind feature flag new-sort, on by default at the cut',
    });
  });

  test.each([
    [{ percent: 25 }, 'on for 25 % of users'],
    [{ percent: 33.333, segments: ['beta'] }, 'on for 33.33 % of users and a segment of users'],
    [{ segments: ['acme', 'beta'] }, 'on for 2 segments of users'],
  ])('is off by default when the flag is on for a share, which it says: %p', (share, words) => {
    const turned = flagChanged('03-01', { flag: 'new-sort', enabledByDefault: false, share });
    expect(seen(turned)).toMatchObject({
      exposure: 'off-by-default',
      because: `merged behind feature flag new-sort, off by default and ${words} at the cut`,
    });
  });
  test('is off by default when the flag is off at the cut', () => {
    expect(seen(turn('02-01', true), turn('03-20', false))).toMatchObject({
      flagDefault: 'off',
      exposure: 'off-by-default',
      counts: true,
      because: 'merged behind feature flag new-sort, off by default at the cut',
    });
  });

  test('counts as off when nobody ever recorded the flag, and says that this is unknown', () => {
    expect(seen()).toMatchObject({
      flagDefault: 'unknown',
      exposure: 'off-by-default',
      counts: true,
      because: 'merged behind feature flag new-sort, whose default is unknown and counts as off',
    });
  });

  test('is what the flag was at the cut, not what it became after it', () => {
    expect(seen(turn('04-01', true))?.flagDefault).toBe('on');
    expect(seen(turn('04-01T00:01', true))?.flagDefault).toBe('unknown');
  });

  test('is behind the flag of its feature when it names none', () => {
    const [piece] = evidence(sort(), merged('03-15', { feature: 'sort' }));
    expect(piece).toMatchObject({ flag: 'new-sort', flagDefault: 'unknown', exposure: 'off-by-default' });
  });

  test('is behind the flag that it names before that of its feature', () => {
    const [piece] = evidence(
      sort(),
      merged('03-15', { feature: 'sort', flag: 'dark' }),
      turn('03-02', true, 'dark'),
    );
    expect(piece).toMatchObject({ flag: 'dark', flagDefault: 'on' });
  });

  test('is behind no flag when its feature has none any more', () => {
    const gone = featureRegistered('01-02', { feature: 'sort', flag: null });
    expect(evidence(sort(), gone, merged('03-15', { feature: 'sort' }))).toMatchObject([
      { kind: 'change', exposure: 'on-by-default' },
    ]);
  });

  test('is behind the flag of its feature also by the name that the feature had before', () => {
    const facts = [sort(), featureRenamed('03-10', { feature: 'sort', to: 'order' })];
    const later = featureRegistered('03-11', { feature: 'order', flag: 'new-order' });
    const [piece] = evidence(...facts, later, merged('03-15', { feature: 'sort' }));
    expect(piece).toMatchObject({ feature: 'sort', flag: 'new-order' });
  });
});

describe('A feature flag whose default turned on inside the window', () => {
  const flags = (...facts: readonly Fact[]) => evidence(...facts).filter(({ kind }) => kind === 'flag');

  test('is itself a shipment, on by default', () => {
    const turned = flagChanged('03-20', {
      id: 'turned',
      enabledByDefault: true,
      evidence: 'https://example.com/flag',
    });
    expect(flags(sort(), merged('02-01', { feature: 'sort' }), turned)).toEqual([
      {
        kind: 'flag',
        event: 'turned',
        at: on('03-20'),
        url: 'https://example.com/flag',
        feature: 'sort',
        flag: 'new-sort',
        flagDefault: 'on',
        exposure: 'on-by-default',
        counts: true,
        because: 'the default of feature flag new-sort turned on',
      },
    ]);
  });

  test.each<[string, readonly Fact[], number]>([
    ['of a feature that says it is of the project', [sort()], 1],
    [
      'of a feature that the project was started with',
      [projectStarted('01-02', { features: ['sort'] }), sort({ project: 'other' })],
      1,
    ],
    [
      'of a feature that a change of the project names',
      [sort({ project: 'other' }), merged('02-01', { feature: 'sort' })],
      1,
    ],
    ['that a change of the project names itself', [merged('02-01', { flag: 'new-sort' })], 1],
    ['of a feature of another project', [sort({ project: 'other' })], 0],
    ['of a feature that another project took over', [sort(), sort({ project: 'other' })], 0],
    ['that only a change after the cut names', [merged('04-02', { flag: 'new-sort' })], 0],
    [
      'of a feature that only a change after the cut names',
      [sort({ project: 'other' }), merged('04-02', { feature: 'sort' })],
      0,
    ],
  ])('%s', (_name, facts, count) => {
    expect(flags(...facts, turn('03-20', true))).toHaveLength(count);
  });

  test('is not one when it was on before, or is off again at the cut', () => {
    expect(flags(sort(), turn('02-01', true), turn('03-20', true))).toEqual([]);
    expect(flags(sort(), turn('03-10', true), turn('03-20', false))).toEqual([]);
  });

  test('is one shipment, though the feature goes by two names', () => {
    const facts = [
      projectStarted('01-02', { features: ['sort', 'order'] }),
      sort(),
      featureRenamed('03-10', { feature: 'sort', to: 'order' }),
    ];
    expect(flags(...facts, turn('03-20', true))).toMatchObject([{ feature: 'order', flag: 'new-sort' }]);
  });
});

describe('A declared shipment', () => {
  test.each(['on-by-default', 'off-by-default'] as const)('counts as it says: %s', (exposure) => {
    const declared = shipped('06-01', { id: 'one', exposure, evidence: 'https://example.com/notes' });
    expect(evidence(declared)).toEqual([
      {
        kind: 'shipment',
        event: 'one',
        at: on('06-01'),
        url: 'https://example.com/notes',
        feature: 'sort',
        exposure,
        counts: true,
        because: `declared as shipped ${exposure}`,
      },
    ]);
  });

  test('counts in the release that it names, not in the window', () => {
    expect(evidence(shipped('03-15', { release: '5.3' }))).toEqual([]);
  });

  test('counts in a release that it names by a former name', () => {
    const work = workOf([projectStarted('01-01', {}), shipped('03-15', { release: 'next' })]);
    expect(evidenceFor(work, { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] })).toHaveLength(1);
  });
});

describe('A withdrawn shipment', () => {
  const declared = shipped('03-10', { id: 'declared' });

  test('stays in the evidence, does not count, and says why', () => {
    expect(evidence(declared, withdrawn('03-12', {}))).toMatchObject([
      {
        event: 'declared',
        counts: false,
        because: 'it was withdrawn',
        corrections: [expect.objectContaining({ kind: 'withdrawn', reason: 'it broke search' })],
      },
    ]);
  });

  test('does not count either when it was withdrawn at the same moment, or after the cut', () => {
    expect(evidence(declared, withdrawn('03-10', {}))[0]?.counts).toBe(false);
    expect(evidence(declared, withdrawn('06-01', {}))[0]?.counts).toBe(false);
  });

  test('counts when it is shipped again after that, and the first one does not', () => {
    const pieces = evidence(declared, withdrawn('03-12', {}), shipped('03-14', { id: 'again' }));
    expect(pieces.map(({ event, counts }) => [event, counts])).toEqual([
      ['again', true],
      ['declared', false],
    ]);
  });

  test('takes the changes and the flag of its feature with it', () => {
    const pieces = evidence(
      sort(),
      merged('03-05', { feature: 'sort' }),
      turn('03-06', true),
      withdrawn('03-12', {}),
    );
    expect(pieces.map(({ kind, counts }) => [kind, counts])).toEqual([
      ['change', false],
      ['flag', false],
    ]);
  });

  test('takes a feature flag with it that only a change of an earlier window is behind', () => {
    const pieces = evidence(
      merged('02-05', { flag: 'dark', feature: 'sort' }),
      turn('03-06', true, 'dark'),
      withdrawn('03-12', {}),
    );
    expect(pieces).toMatchObject([{ kind: 'flag', feature: 'sort', counts: false }]);
  });

  test('leaves other features, changes of none, and other releases alone', () => {
    const facts = [shipped('03-10', { feature: 'order' }), merged('03-10', {})];
    expect(evidence(...facts, withdrawn('03-12', {})).map(({ counts }) => counts)).toEqual([true, true]);
    expect(evidence(declared, withdrawn('03-12', { release: '5.3' }))[0]?.counts).toBe(true);
  });

  test('is withdrawn by the former name of its release too', () => {
    const work = workOf([projectStarted('01-01', {}), declared, withdrawn('03-12', { release: 'next' })]);
    expect(evidenceFor(work, { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] })[0]?.counts).toBe(
      false,
    );
  });

  test.each([
    ['sort', 'order'],
    ['order', 'sort'],
  ])('is shipped as %s and withdrawn as %s, where the feature was renamed', (one, other) => {
    const pieces = evidence(
      sort(),
      featureRenamed('03-11', { feature: 'sort', to: 'order' }),
      shipped('03-10', { feature: one }),
      withdrawn('03-12', { feature: other }),
    );
    expect(pieces.map(({ counts }) => counts)).toEqual([false]);
  });
});

describe('A name that means another one by now', () => {
  // The first `sort` is called `order` since 10 March; on the 20th another feature is registered as `sort`.
  const reused = [
    sort(),
    featureRenamed('03-10', { feature: 'sort', to: 'order' }),
    featureRegistered('03-20', { feature: 'sort', flag: 'other-flag' }),
  ];

  test('is, in a change, the feature that it meant when the change was merged', () => {
    const flags = (day: string) =>
      evidence(...reused, merged(day, { feature: 'sort' })).flatMap(({ kind, flag }) =>
        kind === 'change' ? flag : [],
      );
    expect(flags('03-05')).toEqual(['new-sort']);
    expect(flags('03-19')).toEqual(['new-sort']);
    expect(flags('03-20')).toEqual(['other-flag']);
  });

  test('is, in a withdrawal, the feature that it meant then', () => {
    const counts = (shippedOn: string, withdrawnOn: string) =>
      evidence(...reused, shipped(shippedOn, {}), withdrawn(withdrawnOn, {})).map((piece) => piece.counts);
    expect(counts('03-05', '03-12')).toEqual([false]);
    expect(counts('03-05', '03-25')).toEqual([true]);
    expect(counts('03-21', '03-25')).toEqual([false]);
    const byItsNewName = withdrawn('03-25', { feature: 'order' });
    expect(evidence(...reused, shipped('03-05', {}), byItsNewName).map(({ counts: each }) => each)).toEqual([
      false,
    ]);
  });

  test('is, of a release, the one that it meant when something was said of it', () => {
    const spans = [{ name: '5.2', until: on('03-10') }, { name: '5.2-lts' }];
    const counted = (...facts: readonly Fact[]) =>
      evidenceFor(workOf([projectStarted('01-01', {}), ...facts]), { ...cycle, names: spans }).length;
    expect(counted(shipped('03-05', {}))).toBe(1);
    expect(counted(shipped('03-10', {}))).toBe(0);
    expect(counted(merged('03-05', { release: '5.2' }))).toBe(1);
    expect(counted(merged('03-10', { release: '5.2' }))).toBe(0);
    expect(counted(merged('03-10', { release: '5.2-lts' }))).toBe(1);
  });

  test('brings the feature flags of all that it ever meant', () => {
    const flags = flagsOf(workOf([...reused, projectStarted('01-01', { features: ['sort'] })]), on('04-01'));
    expect(flags.map(({ flag }) => flag)).toEqual(['new-sort', 'other-flag']);
  });
});

describe('The evidence for a release', () => {
  test('comes best first, then oldest first, and what does not count last', () => {
    const pieces = evidence(
      shipped('03-02', { id: 'gone' }),
      withdrawn('03-03', {}),
      merged('03-04', { id: 'late-off', flag: 'dark' }),
      merged('03-03', { id: 'early-off', flag: 'dark' }),
      merged('03-10', { id: 'late-on' }),
      shipped('03-09', { id: 'early-on', feature: 'order' }),
    );
    expect(pieces.map(({ event }) => event)).toEqual([
      'early-on',
      'late-on',
      'early-off',
      'late-off',
      'gone',
    ]);
  });

  test('comes by id at one moment', () => {
    const pieces = evidence(
      merged('03-10', { id: 'b' }),
      shipped('03-10', { id: 'a' }),
      merged('03-10', { id: 'c' }),
    );
    expect(pieces.map(({ event }) => event)).toEqual(['a', 'b', 'c']);
  });
});

describe('The features that facts speak of', () => {
  test('are those of changes, shipments and withdrawals, each once', () => {
    const facts = [
      merged('01-01', { feature: 'c' }),
      merged('01-01', {}),
      shipped('01-01', { feature: 'b' }),
      withdrawn('01-01', { feature: 'f' }),
      shipped('01-01', { feature: 'c' }),
    ];
    expect(featuresNamed(facts)).toEqual(['b', 'c', 'f']);
  });
});

describe('The names to follow from a feature', () => {
  const facts = [
    featureRenamed('01-02', { feature: 'sort', to: 'order' }),
    featureRegistered('01-03', { feature: 'sort' }),
    featureRenamed('01-04', { feature: 'sort', to: 'rank' }),
  ];
  const follow = (name: string) =>
    [...workOf(facts).features].flatMap(([each, state]) => (each === name ? namesToFollow(state) : []));

  test('are what it goes by now, and what its name meant before', () => {
    expect(follow('sort')).toEqual(['order', 'rank']);
    expect(follow('order')).toEqual(['order']);
  });
});

describe('The feature flags of a project', () => {
  test('are told with the feature that a change last named for the first time, by what it is called now', () => {
    const facts = [
      projectStarted('01-01', {}),
      merged('02-01', { flag: 'z', feature: 'sort' }),
      merged('02-02', { flag: 'z', feature: 'code' }),
      merged('02-03', { flag: 'z' }),
      merged('02-04', { flag: 'z', feature: 'sort' }),
      featureRenamed('02-05', { feature: 'code', to: 'blob' }),
      merged('04-02', { flag: 'z', feature: 'later' }),
    ];
    expect(flagsOf(workOf(facts), on('04-01'))).toEqual([{ flag: 'z', feature: 'blob' }]);
  });

  test('are told once each, by name, with the feature they belong to', () => {
    const work = workOf([
      projectStarted('01-01', {}),
      merged('03-01', { flag: 'z' }),
      merged('03-01', { flag: 'b', feature: 'order' }),
      merged('03-02', { flag: 'new-sort' }),
      sort(),
    ]);
    expect(flagsOf(work, on('04-01'))).toEqual([
      { flag: 'b', feature: 'order' },
      { flag: 'new-sort', feature: 'sort' },
      { flag: 'z', feature: undefined },
    ]);
  });
});
