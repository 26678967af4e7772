import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { type Cycle, cycle, trainCalendar } from '../../../functions/catalog/model/calendar.ts';
import { means } from '../../../functions/kernel/model/identity.ts';
import { changesIn } from '../../../functions/verdicts/model/evidence.ts';
import {
  factsRetold,
  merged,
  on,
  releaseCancelled,
  releaseCut,
  releasePublished,
  releaseRenamed,
  releaseScheduled,
  releasesOf,
} from '../../support/ledger-facts.ts';

const calendarOf = (...facts: readonly Fact[]) => trainCalendar('server', releasesOf(facts));
const names = (cycles: readonly { readonly release: string }[]) => cycles.map(({ release }) => release);
const windows = (cycles: readonly Cycle[]) =>
  cycles.map(({ release, predecessor, after, until }) => [release, predecessor, after, until]);

/** A release that is planned for a day, and cut on it. */
const cutOn = (day: string, release: string, fields: { kind?: 'patch'; counts?: boolean } = {}) => [
  releaseScheduled('01-01', { release, branchCutAt: on(day), ...fields }),
  releaseCut(day, { release }),
];
const plannedOn = (day: string, release: string) =>
  releaseScheduled('01-01', { release, branchCutAt: on(day) });

describe('The calendar of a train', () => {
  test('orders releases by date, never by version number', () => {
    const { releases, judged } = calendarOf(
      ...cutOn('03-01', '5.10'),
      ...cutOn('02-01', '6.0'),
      ...cutOn('04-01', '5.9'),
    );
    expect(names(releases)).toEqual(['6.0', '5.10', '5.9']);
    expect(names(judged)).toEqual(['6.0', '5.10', '5.9']);
  });

  test('orders releases of one moment by name', () => {
    expect(names(calendarOf(...cutOn('03-01', 'b'), ...cutOn('03-01', 'a')).judged)).toEqual(['a', 'b']);
  });

  test('gives each release the window between the cut before it and its own', () => {
    const { judged } = calendarOf(
      ...cutOn('03-01', '5.2'),
      ...cutOn('02-01', '5.1'),
      ...cutOn('04-01', '5.3'),
    );
    expect(windows(judged)).toEqual([
      ['5.1', undefined, undefined, on('02-01')],
      ['5.2', '5.1', on('02-01'), on('03-01')],
      ['5.3', '5.2', on('03-01'), on('04-01')],
    ]);
  });

  test('goes by the cut as it was, not as it was planned', () => {
    const { judged } = calendarOf(
      plannedOn('02-01', '5.1'),
      releaseCut('02-05', { release: '5.1' }),
      ...cutOn('03-01', '5.2'),
    );
    expect(windows(judged)[1]).toEqual(['5.2', '5.1', on('02-05'), on('03-01')]);
  });

  test('judges a release that was published though nobody told of its cut', () => {
    const { judged, planned } = calendarOf(
      plannedOn('02-01', '5.1'),
      releasePublished('02-05', { release: '5.1' }),
    );
    expect(windows(judged)).toEqual([['5.1', undefined, undefined, on('02-01')]]);
    expect(planned).toEqual([]);
  });

  test('shows patches, and neither judges them nor lets them end a window', () => {
    const patch = cutOn('02-15', '5.1.1', { kind: 'patch' });
    const { releases, judged } = calendarOf(...cutOn('02-01', '5.1'), ...patch, ...cutOn('03-01', '5.2'));
    expect(names(releases)).toEqual(['5.1', '5.1.1', '5.2']);
    expect(windows(judged)[1]).toEqual(['5.2', '5.1', on('02-01'), on('03-01')]);
    expect(names(judged)).toEqual(['5.1', '5.2']);
  });

  test('shows cancelled releases, and neither judges nor plans with them', () => {
    const { releases, judged, planned } = calendarOf(
      ...cutOn('02-01', '5.1'),
      ...cutOn('02-15', '5.2'),
      releaseCancelled('02-20', { release: '5.2' }),
      ...cutOn('03-01', '5.3'),
      plannedOn('04-01', '5.4'),
      releaseCancelled('02-20', { release: '5.4' }),
    );
    expect(names(releases)).toEqual(['5.1', '5.2', '5.3', '5.4']);
    expect(windows(judged)[1]).toEqual(['5.3', '5.1', on('02-01'), on('03-01')]);
    expect(names(judged)).toEqual(['5.1', '5.3']);
    expect(planned).toEqual([]);
  });

  test('leaves out the releases that are on another train', () => {
    const moved = releaseScheduled('01-02', { release: '5.2', train: 'extension' });
    const { releases, judged } = calendarOf(...cutOn('02-01', '5.1'), ...cutOn('02-15', '5.2'), moved);
    expect(names(releases)).toEqual(['5.1']);
    expect(names(judged)).toEqual(['5.1']);
  });

  test('shows a renamed release once, under its present name, and keeps the name before', () => {
    const renamed = releaseRenamed('01-15', { release: 'next', to: '5.1' });
    const { releases, judged } = calendarOf(...cutOn('02-01', 'next'), renamed, ...cutOn('03-01', '5.2'));
    expect(names(releases)).toEqual(['5.1', '5.2']);
    expect(judged[0]?.names).toMatchObject([{ name: 'next' }, { name: '5.1' }, { name: 'server-5.1' }]);
    expect(windows(judged)[1]).toEqual(['5.2', '5.1', on('02-01'), on('03-01')]);
  });

  test('counts by a name what was said while it meant the release, where the name is another one’s by now', () => {
    const facts = [
      ...cutOn('02-01', 'next'),
      releaseRenamed('02-05', { release: 'next', to: '5.1' }),
      releaseScheduled('02-10', { release: 'next', branchCutAt: on('03-01') }),
      releaseCut('03-01', { release: 'next' }),
    ];
    const { judged } = calendarOf(...facts);
    expect(names(judged)).toEqual(['5.1', 'next']);
    const owners = (day: string) =>
      judged
        .filter((each) => changesIn([merged(day, { release: 'next' })], each).length > 0)
        .map(({ release }) => release);
    expect(owners('01-15')).toEqual(['5.1']);
    expect(owners('02-07')).toEqual(['5.1']);
    expect(owners('02-10')).toEqual(['next']);
  });

  test('gives releases that were cut in one instant the same window: an empty one would accuse everybody', () => {
    const { judged } = calendarOf(
      ...cutOn('02-01', '5.1'),
      ...cutOn('03-01', '5.2'),
      ...cutOn('03-01', '6.0'),
    );
    expect(windows(judged).slice(1)).toEqual([
      ['5.2', '5.1', on('02-01'), on('03-01')],
      ['6.0', '5.1', on('02-01'), on('03-01')],
    ]);
  });

  test('plans from the last cut on, each release after the one planned before it', () => {
    const { judged, planned } = calendarOf(
      ...cutOn('02-01', '5.1'),
      plannedOn('04-01', '5.3'),
      plannedOn('03-01', '5.2'),
    );
    expect(names(judged)).toEqual(['5.1']);
    expect(windows(planned)).toEqual([
      ['5.2', '5.1', on('02-01'), on('03-01')],
      ['5.3', '5.2', on('03-01'), on('04-01')],
    ]);
  });

  test('plans by the publication where no cut is planned', () => {
    const { planned } = calendarOf(releaseScheduled('01-01', { release: '5.1', releaseAt: on('03-05') }));
    expect(windows(planned)).toEqual([['5.1', undefined, undefined, on('03-05')]]);
  });

  test('shows releases without any date last, and plans nothing with them', () => {
    const undated = releaseScheduled('01-01', { release: '1.0' });
    const dated = plannedOn('03-01', '5.2');
    for (const facts of [
      [undated, dated],
      [dated, undated],
    ]) {
      const { releases, planned } = calendarOf(...facts);
      expect(names(releases)).toEqual(['5.2', '1.0']);
      expect(names(planned)).toEqual(['5.2']);
    }
  });

  test('gives cycles that a stored one is parsed as', () => {
    const { judged } = calendarOf(...cutOn('02-01', '5.1'), ...cutOn('03-01', '5.2'));
    for (const each of judged) expect(cycle.parse(JSON.parse(JSON.stringify(each)))).toEqual(each);
  });
});

describe('The middle of a cycle', () => {
  const middle = (opensAt?: string) => {
    const scheduled = releaseScheduled('01-01', { release: '5.2', opensAt, branchCutAt: on('03-11') });
    return calendarOf(...cutOn('03-01', '5.1'), scheduled, releaseCut('03-11', { release: '5.2' })).judged[1]
      ?.midCycleAt;
  };

  test('is half of the time between its opening and its cut', () =>
    expect(middle(on('03-05'))).toBe(on('03-08')));

  test('is half of the time since the cut before, when it has no opening', () => {
    expect(middle()).toBe(on('03-06'));
  });

  test('is unknown when the opening is not before the cut', () => {
    expect(middle(on('03-11'))).toBeUndefined();
    expect(middle(on('03-12'))).toBeUndefined();
  });

  test('is unknown for a first release without an opening', () => {
    expect(calendarOf(...cutOn('02-01', '5.1')).judged[0]?.midCycleAt).toBeUndefined();
  });

  test('comes with the feature freeze and the opening that were planned', () => {
    const scheduled = releaseScheduled('01-01', {
      release: '5.1',
      opensAt: on('02-01'),
      featureFreezeAt: on('02-20'),
      branchCutAt: on('03-01'),
    });
    expect(calendarOf(scheduled).planned[0]).toMatchObject({
      opensAt: on('02-01'),
      featureFreezeAt: on('02-20'),
    });
  });
});

const someDay = fc.integer({ min: 1, max: 9 }).map((day) => `02-0${day}`);
const someRelease = fc
  .record({
    release: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    planned: someDay,
    cut: fc.option(someDay),
    published: fc.option(someDay),
    patch: fc.nat({ max: 4 }),
    cancelled: fc.nat({ max: 4 }),
  })
  .map(({ release, planned, cut, published, patch, cancelled }): Fact[] => [
    releaseScheduled('01-01', { release, branchCutAt: on(planned), kind: patch === 0 ? 'patch' : 'minor' }),
    ...(cut === null ? [] : [releaseCut(cut, { release })]),
    ...(published === null ? [] : [releasePublished(published, { release })]),
    ...(cancelled === 0 ? [releaseCancelled('01-02', { release })] : []),
  ]);

describe('The windows of the judged releases of a train', () => {
  test('are disjoint but for those of one cut, and cover the time line up to the last cut', () => {
    fc.assert(
      fc.property(fc.array(someRelease), fc.integer({ min: 1, max: 20 }), (releases, half) => {
        const { judged } = calendarOf(...releases.flat());
        const moment = `02-${String(Math.ceil(half / 2)).padStart(2, '0')}T${half % 2 === 0 ? '00:00' : '12:00'}`;
        const change = merged(moment, {});
        const last = judged.at(-1);
        const owners = judged.filter((each) => changesIn([change], each).length > 0);
        const cuts = new Set(owners.map(({ until }) => until));
        expect(cuts.size).toBe(last !== undefined && on(moment) <= last.until ? 1 : 0);
      }),
    );
  });

  test('follow each other in time, the first without a beginning', () => {
    fc.assert(
      fc.property(fc.array(someRelease), (releases) => {
        const { judged } = calendarOf(...releases.flat());
        for (const { after, until } of judged)
          expect(after).toBe(judged.findLast((each) => each.until < until)?.until);
        expect(judged.map(({ until }) => until)).toEqual(judged.map(({ until }) => until).toSorted());
      }),
    );
  });

  test('are the same for the same facts, in any order and with repeats', () => {
    fc.assert(
      fc.property(factsRetold, ([facts, again]) =>
        expect(trainCalendar('server', releasesOf(again).toReversed())).toMatchObject({
          judged: trainCalendar('server', releasesOf(facts)).judged,
          planned: trainCalendar('server', releasesOf(facts)).planned,
        }),
      ),
      { numRuns: 50 },
    );
  });
});

describe('A tag does not schedule', () => {
  const tag = (day: string, version: string, release = `server-${version}`) => [
    releaseScheduled(day, { release, releaseVersion: version, kind: undefined, provisional: true }),
    releaseCut(day, { release }),
  ];
  const plan = (release: string, releaseVersion?: string, day = '01-01') =>
    releaseScheduled(day, { release, releaseVersion, kind: 'monthly' });

  test('on a train without a schedule its release is judged, and is the predecessor of the next', () => {
    const calendar = calendarOf(...tag('02-01', '5.1'), ...tag('03-01', '5.2'));
    expect(names(calendar.judged)).toEqual(['server-5.1', 'server-5.2']);
    expect(calendar.unscheduled).toEqual([]);
  });

  test('on a train with a schedule it waits, and moves no window', () => {
    const facts = [...cutOn('02-01', '5.1'), ...cutOn('04-01', '5.2'), ...tag('03-01', '9.0')];
    for (const told of [facts, facts.toReversed()]) {
      const { releases, judged, unscheduled } = calendarOf(...told);
      expect(names(releases)).toEqual(['5.1', '5.2']);
      expect(windows(judged)[1]).toEqual(['5.2', '5.1', on('02-01'), on('04-01')]);
      expect(names(unscheduled)).toEqual(['server-9.0']);
    }
  });

  test('that tells of a patch is listed as ever: nobody is judged by it', () => {
    const { releases, unscheduled } = calendarOf(...cutOn('02-01', '5.1'), ...tag('02-09', '5.1.1'));
    expect(names(releases)).toEqual(['5.1', 'server-5.1.1']);
    expect(unscheduled).toEqual([]);
  });

  test.each([
    ['2026.9', '2026.09'],
    ['2026.09', '2026.9.0'],
    ['v5.4', '5.4.0'],
    ['120', '120.0'],
  ])('planned as %s and tagged %s, it is one release, with the spelling of the plan', (planned, tagged) => {
    for (const schedule of [plan('server-x', planned), plan(`server-${planned}`)]) {
      const { judged, releases, unscheduled } = calendarOf(schedule, ...tag('03-01', tagged));
      const own = tag('03-01', tagged)[0]?.detail.release ?? '';
      expect(judged).toMatchObject([{ release: schedule.detail.release, until: on('03-01') }]);
      const called = judged[0]?.names.map(({ name }) => name);
      expect(called).toEqual(expect.arrayContaining([schedule.detail.release, own]));
      expect(releases).toMatchObject([{ formerNames: [own] }]);
      expect(unscheduled).toEqual([]);
    }
  });

  test('where the schedule has both spellings, each is itself, and a third waits', () => {
    const both = [plan('server-2026.9', '2026.9'), plan('server-2026.09', '2026.09')];
    const { judged, unscheduled } = calendarOf(
      ...both,
      ...tag('03-01', '2026.09'),
      ...tag('03-02', '2026.9.0', 'server-third'),
    );
    expect(names(judged)).toEqual(['server-2026.09']);
    expect(names(unscheduled)).toEqual(['server-third']);
  });

  test.each([
    ['server-2026.9', undefined],
    ['autumn', '2026.9'],
  ])('a name with the numbers of the planned %s means it, before any tag', (release, version) => {
    const { planned } = calendarOf(
      releaseScheduled('01-01', { release, releaseVersion: version, branchCutAt: on('09-01') }),
    );
    const meant = (name: string) => means(planned[0]?.names ?? [], name, on('02-01'));
    expect(['server-2026.09', 'server-2026.9.0', 'server-v2026.9'].map(meant)).toEqual([true, true, true]);
    expect(['server-2026.90', 'server-12026.9', 'web-2026.9'].map(meant)).toEqual([false, false, false]);
  });

  test('a name that could mean two means the one that is spelled so', () => {
    const { releases } = calendarOf(plan('server-2026.9'), plan('server-2026.09'));
    const meaning = (name: string) =>
      releases.filter((one) => means(one.names, name, on('02-01'))).map(({ release }) => release);
    expect(meaning('server-2026.09')).toEqual(['server-2026.09']);
    expect(meaning('server-2026.9.0')).toEqual([]);
  });

  test('a milestone in another spelling than the files have is their release, and gives it the dates that they leave out', () => {
    const { releases, planned } = calendarOf(
      { ...plan('server-2026.9'), detail: { ...plan('server-2026.9').detail, id: 'catalog:1' } },
      releaseScheduled('01-02', { release: 'server-2026.09', branchCutAt: on('09-01') }),
    );
    expect(releases).toMatchObject([{ release: 'server-2026.9', formerNames: ['server-2026.09'] }]);
    expect(planned).toMatchObject([{ release: 'server-2026.9', until: on('09-01') }]);
  });

  test('2026.1 and 2026.10 are two', () => {
    const { unscheduled } = calendarOf(plan('a', '2026.1'), ...tag('03-01', '2026.10'));
    expect(names(unscheduled)).toEqual(['server-2026.10']);
  });

  test('what nobody planned is planned by a plan, whenever that comes', () => {
    const { judged } = calendarOf(
      ...cutOn('02-01', '5.1'),
      ...tag('03-01', '9.0'),
      plan('server-9.0', '9.0', '06-01'),
    );
    expect(names(judged)).toEqual(['5.1', 'server-9.0']);
  });

  test('a tag that somebody cancelled gives its twin nothing; a publication taken back leaves the cut', () => {
    const planned = plan('server-2026.9', '2026.9');
    const mistaken = releaseCancelled('04-01', { release: 'server-2026.09' });
    expect(calendarOf(planned, ...tag('03-01', '2026.09'), mistaken).judged).toEqual([]);
    const withdrawn = releaseCancelled('04-01', { release: 'server-2026.09', provisional: true });
    const out = releasePublished('03-05', { release: 'server-2026.09' });
    const { judged, releases } = calendarOf(planned, ...tag('03-01', '2026.09'), out, withdrawn);
    expect(judged).toMatchObject([{ release: 'server-2026.9', until: on('03-01') }]);
    expect(releases[0]).not.toHaveProperty('publishedAt', on('03-05'));
  });
});
