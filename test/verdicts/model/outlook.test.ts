import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import type { Cycle } from '../../../functions/catalog/model/calendar.ts';
import { comingOn, outlookOf, outlookTally } from '../../../functions/verdicts/model/outlook.ts';
import {
  anyFacts,
  exempted,
  featureRegistered,
  featureRenamed,
  flagChanged,
  merged,
  on,
  planned,
  projectEnded,
  projectPaused,
  projectResumed,
  projectStarted,
  retold,
  shipped,
  cycle as usual,
  withdrawn,
  workOf,
} from '../../support/ledger-facts.ts';

const cycle: Cycle = { ...usual, midCycleAt: on('03-16T12:00'), featureFreezeAt: on('03-25') };
const started = projectStarted('01-01', {});
const sort = featureRegistered('01-01', { feature: 'sort', title: 'Sort by size', flag: 'new-sort' });

const outlook = (now: string, facts: readonly Fact[], fields: Partial<Cycle> = {}) =>
  outlookOf(workOf(facts), { ...cycle, ...fields }, { now: on(now), zone: 'UTC' });

const stands = (now: string, ...facts: Fact[]) => {
  const found = outlook(now, [started, ...facts]);
  return found && [found.standing, found.because];
};

describe('A project with nothing merged', () => {
  test.each([
    ['03-05', ['nothing-yet', 'nothing is merged yet']],
    ['03-16T12:00', ['at-risk', 'nothing is merged, and half of the cycle is over']],
    ['03-18', ['at-risk', 'nothing is merged, and the feature freeze is in 7 days']],
    ['03-24', ['at-risk', 'nothing is merged, and the feature freeze is tomorrow']],
    ['03-25T00:01', ['at-risk', 'nothing is merged, and the cut is in 7 days']],
    ['03-31', ['at-risk', 'nothing is merged, and the cut is tomorrow']],
    ['04-09', ['at-risk', 'nothing is merged, and the planned cut has passed']],
  ])('on %s of the year stands as %j', (now, expected) => expect(stands(now)).toEqual(expected));

  test('is not at risk in a cycle that has not begun', () =>
    expect(stands('02-28')).toEqual(['nothing-yet', 'its cycle has not begun']));

  test('is not at risk while the beginning of the cycle is unknown, and nothing is near', () => {
    const first = { after: undefined, midCycleAt: undefined, featureFreezeAt: undefined };
    expect(outlook('03-20', [started], first)?.standing).toBe('nothing-yet');
    expect(outlook('03-28', [started], first)?.standing).toBe('at-risk');
  });

  test('is told that nothing is planned, as a remark', () => {
    expect(outlook('03-05', [started])?.remarks).toEqual(['nothing is planned']);
    expect(outlook('03-05', [started, planned('03-01', {})])?.remarks).toEqual([]);
  });

  test('counts the days of the reader', () => {
    const view = { now: on('03-31T20:00'), zone: 'Asia/Kolkata' };
    expect(outlookOf(workOf([started]), cycle, view)?.because).toContain('the cut is today');
  });
});

describe('What is expected of a project', () => {
  test('is nothing before it starts, and it is not at risk', () => {
    const later = (day: string) => outlook('03-28', [projectStarted(day, {})]);
    expect(later('03-30')).toMatchObject({ standing: 'starts-later', because: 'it starts on 2024-03-30' });
    expect(later('05-01')).toMatchObject({
      standing: 'starts-later',
      because: 'it starts on 2024-05-01, after the cut',
      ifCutNow: undefined,
    });
  });

  test('is nothing while it is exempt, and the reason says so', () => {
    const exempt = exempted('03-02', { release: '5.2' });
    expect(stands('03-28', exempt)).toEqual(['exempt', 'exempt: a rewrite']);
    expect(stands('03-28', exempted('03-02', { until: on('03-20') }))?.[0]).toBe('at-risk');
    expect(stands('03-28', exempt, merged('03-10', {}))?.[0]).toBe('would-ship-on');
  });

  test('is nothing while it is paused, or has ended; and something again once it goes on', () => {
    expect(stands('03-28', projectPaused('03-05', {}))).toEqual(['not-expected', 'the project is paused']);
    expect(stands('03-28', projectEnded('03-05', {}))).toEqual(['not-expected', 'the project is ended']);
    const again = [projectPaused('03-05', {}), projectResumed('03-07', {})];
    expect(stands('03-28', ...again)?.[0]).toBe('at-risk');
    const soon = [projectPaused('03-05', {}), projectResumed('03-30', {})];
    expect(stands('03-28', ...soon)?.[0]).toBe('not-expected');
  });

  test('concerns only its own train, and only while it lives', () => {
    expect(outlook('03-28', [projectStarted('01-01', { train: 'extension' })])).toBeUndefined();
    expect(outlook('03-28', [started, projectEnded('02-01', {})])).toBeUndefined();
  });
});

describe('A plan', () => {
  const plans = (now: string, ...facts: Fact[]) => outlook(now, [started, sort, ...facts]);
  const onByDefault = planned('03-01', { feature: 'sort', exposure: 'on-by-default' });

  test('is shown before anything is merged, with the title of its feature', () => {
    expect(plans('03-02', onByDefault)?.plans).toEqual([
      { feature: 'sort', title: 'Sort by size', exposure: 'on-by-default', soFar: 'nothing' },
    ]);
  });

  test('to be on by default is at risk while its feature flag is off', () => {
    const found = plans(
      '03-05',
      onByDefault,
      merged('03-04', { feature: 'sort' }),
      flagChanged('03-04', { enabledByDefault: false }),
    );
    expect(found).toMatchObject({
      standing: 'at-risk',
      ifCutNow: 'shipped-off',
      risks: ['Sort by size is planned on by default, and its feature flag new-sort is off by default'],
      plans: [{ soFar: 'off-by-default', flag: 'new-sort' }],
    });
    const claims = projectStarted('01-02', { features: ['sort'] });
    expect(
      plans('03-06', claims, onByDefault, flagChanged('03-05', { enabledByDefault: true })),
    ).toMatchObject({
      standing: 'would-ship-on',
      plans: [{ soFar: 'on-by-default' }],
    });
  });

  test('is no risk where the default of its feature flag is unknown: that is remarked', () => {
    const found = plans('03-05', onByDefault, merged('03-04', { feature: 'sort' }));
    expect(found).toMatchObject({ standing: 'would-ship-off', risks: [], plans: [{ soFar: 'unknown' }] });
    expect(found?.remarks[0]).toContain('the default of feature flag new-sort is unknown');
  });

  test('to be off by default is met by what is off by default', () => {
    const off = planned('03-01', { feature: 'sort', exposure: 'off-by-default' });
    const found = plans(
      '03-20',
      off,
      merged('03-04', { feature: 'sort', flag: 'dark' }),
      flagChanged('03-01', { flag: 'dark', enabledByDefault: false }),
    );
    expect(found).toMatchObject({ standing: 'would-ship-off', risks: [] });
  });

  test('is at risk from the middle of the cycle where only other features are merged', () => {
    const other = merged('03-04', { feature: 'order' });
    expect(plans('03-05', onByDefault, other)?.standing).toBe('would-ship-on');
    expect(plans('03-17', onByDefault, other)).toMatchObject({
      standing: 'at-risk',
      risks: ['nothing of Sort by size is merged, and half of the cycle is over'],
    });
  });

  test('is not at risk where a merged change names no feature: it can be of it', () => {
    const found = plans('03-17', onByDefault, merged('03-04', {}));
    expect(found).toMatchObject({ standing: 'would-ship-on', risks: [] });
    expect(found?.remarks).toEqual(['no merged change names Sort by size, which is planned']);
  });

  test('means its feature by any of its names', () => {
    const renamed = featureRenamed('03-03', { feature: 'sort', to: 'order' });
    expect(plans('03-05', onByDefault, renamed, merged('03-04', { feature: 'order' }))?.plans).toMatchObject([
      { feature: 'order', soFar: 'unknown' },
    ]);
  });

  test('for another release is none for this one', () =>
    expect(plans('03-05', planned('03-01', { release: '5.3', feature: 'sort' }))?.plans).toEqual([]));
});

describe('What was merged', () => {
  test('and does not count any more is no longer merged', () => {
    const facts = [shipped('03-04', {}), withdrawn('03-05', {})];
    expect(stands('03-20', ...facts)).toEqual([
      'at-risk',
      'what was merged does not count any more, and the feature freeze is in 5 days',
    ]);
  });

  test('only behind a feature flag is remarked, and no risk', () => {
    const found = outlook('03-20', [started, merged('03-04', { flag: 'dark' })]);
    expect(found).toMatchObject({ standing: 'would-ship-off', remarks: ['only off by default so far'] });
  });

  test('later than now is not known', () =>
    expect(outlook('03-10', [started, merged('03-12', {})])).toMatchObject({
      ifCutNow: 'shipped-nothing',
      changes: 0,
    }));
});

test('The order in which facts arrive changes nothing', () => {
  fc.assert(
    fc.property(
      anyFacts.chain((facts) => fc.tuple(fc.constant(facts), retold(facts))),
      fc.constantFrom('03-02', '03-20', '04-02'),
      ([facts, again], now) => expect(outlook(now, again)).toEqual(outlook(now, facts)),
    ),
    { numRuns: 150 },
  );
});

test('What is at risk says why, and nothing else has a risk', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom('03-02', '03-20', '04-02'), (facts, now) => {
      const found = outlook(now, [started, ...facts]);
      if (found !== undefined) expect(found.risks.length > 0).toBe(found.standing === 'at-risk');
    }),
    { numRuns: 150 },
  );
});

test('A tally leaves out what no project is', () => {
  const all = [outlook('03-20', [started]), outlook('03-20', [started, merged('03-04', {})])];
  const tally = outlookTally(all.flatMap((each) => each ?? []));
  expect(tally.map(({ standing }) => standing)).toEqual(['at-risk', 'would-ship-on']);
});

describe('What is coming on a train', () => {
  const at = (release: string, until: string): Cycle => ({ ...usual, release, until });
  const names = (now: string, ...cycles: Cycle[]) =>
    comingOn({ planned: cycles }, on(now)).map(({ release }) => release);

  test('is the next cut, and the latest planned one that nobody told of', () => {
    const all = [
      at('5.0', on('02-01')),
      at('5.1', on('03-01')),
      at('5.2', on('04-01')),
      at('5.3', on('05-01')),
    ];
    expect(names('03-10', ...all)).toEqual(['5.1', '5.2']);
    expect(names('03-10', ...all.slice(2))).toEqual(['5.2']);
  });

  test('is no release whose planned cut passed long ago', () =>
    expect(names('12-01', at('5.0', on('02-01')))).toEqual([]));
});
