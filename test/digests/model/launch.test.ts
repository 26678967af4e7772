import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import {
  type Launching,
  type LaunchTask,
  launchTasksAt,
  tasksFor,
  USUAL_LAUNCH_TASKS,
} from '../../../functions/digests/model/launch.ts';
import { recorded, rubricPublished } from '../../support/digest-facts.ts';
import { on, ordered, retold } from '../../support/ledger-facts.ts';

const zone = 'Europe/Berlin';
const utc = (local: string) => new Date(local).toISOString();
const release = utc('2024-06-12T10:00+02:00');
const launching = (launchTier: 'L1' | 'L2' | 'L3' | undefined, facts: readonly Fact[] = []): Launching => ({
  launchTier,
  facts: ordered(facts),
});
const tasksAt = (at: string, tier: 'L1' | 'L2' | 'L3' | undefined, ...facts: readonly Fact[]) =>
  tasksFor(launching(tier, facts), release, USUAL_LAUNCH_TASKS, zone, at);
const documentOpened = (day: string, value: string | boolean | null = 'https://example.com/doc') =>
  recorded(day, { key: 'launch.collaboration-document', value });
const named = (day: string, value: string | null = 'person:ada') =>
  recorded(day, { key: 'launch.reviewers', value });

describe('The tasks of launches', () => {
  const own: LaunchTask = { tier: 'L1', task: 'party', title: 'Order cake', before: 'P2D' };

  test('are the usual ones where the rubric says nothing of them', () => {
    expect(launchTasksAt([], on('03-01'))).toEqual(USUAL_LAUNCH_TASKS);
    expect(launchTasksAt([rubricPublished('01-01', {})], on('03-01'))).toEqual(USUAL_LAUNCH_TASKS);
  });

  test("are the rubric's from when it was published, and none where it lists none", () => {
    const facts = ordered([
      rubricPublished('02-01', { launches: [own] }),
      rubricPublished('03-01', { launches: [] }),
    ]);
    expect(launchTasksAt(facts, on('01-31T23:59'))).toEqual(USUAL_LAUNCH_TASKS);
    expect(launchTasksAt(facts, on('02-01'))).toEqual([own]);
    expect(launchTasksAt(facts, on('03-01'))).toEqual([]);
  });

  test('are of the last version as a whole', () => {
    const facts = ordered([rubricPublished('02-01', { launches: [own] }), rubricPublished('03-01', {})]);
    expect(launchTasksAt(facts, on('03-01'))).toEqual(USUAL_LAUNCH_TASKS);
  });
});

describe('A launch', () => {
  test('opens its collaboration document two months before the planned release when it is an L1', () => {
    expect(tasksAt(on('04-01'), 'L1')[0]).toEqual({
      tier: 'L1',
      text: 'Open the collaboration document, and name its reviewers',
      dueAt: utc('2024-04-12T10:00+02:00'),
      isDone: false,
      isOverdue: false,
    });
  });

  test.each([
    [
      'L1',
      [
        'Open the collaboration document, and name its reviewers',
        'Brief press and analysts',
        'Draft the release post',
      ],
    ],
    ['L2', ['Draft the release post', 'Finish the docs and a demo']],
    ['L3', ['Write the changelog entry']],
    [undefined, []],
  ] as const)('of the tier %s has its own tasks, the first due first', (tier, expected) => {
    expect(tasksAt(on('04-01'), tier).map(({ text }) => text)).toEqual(expected);
  });

  test.each([
    ['the same day of an earlier month', '2024-06-12T10:00+02:00', 'P2M', '2024-04-12T10:00+02:00'],
    ['the end of a shorter month', '2024-04-30T10:00+02:00', 'P2M', '2024-02-29T10:00+01:00'],
    ['the local hour across a change of clocks', '2024-04-02T10:00+02:00', 'P14D', '2024-03-19T10:00+01:00'],
    ['the local day where that in UTC is another', '2024-05-01T00:30+02:00', 'P1M', '2024-04-01T00:30+02:00'],
    ['hours that passed', '2024-03-31T12:00+02:00', 'PT12H', '2024-03-30T23:00+01:00'],
    ['the release itself', '2024-06-12T10:00+02:00', 'P0D', '2024-06-12T10:00+02:00'],
  ])('counts back to %s', (_what, planned, before, expected) => {
    const task: LaunchTask = { tier: 'L3', task: 'changelog', title: 'Write it', before };
    const [found] = tasksFor(launching('L3'), utc(planned), [task], zone, on('01-01'));
    expect(found?.dueAt).toBe(utc(expected));
  });

  test('has no task that is due before there was a calendar', () => {
    const task: LaunchTask = { tier: 'L3', task: 'changelog', title: 'Write it', before: 'P999999Y' };
    expect(tasksFor(launching('L3'), release, [task], zone, on('01-01'))).toEqual([]);
  });

  test('moves its tasks when its planned release moves', () => {
    const of = (planned: string) =>
      tasksFor(launching('L3'), planned, USUAL_LAUNCH_TASKS, 'UTC', on('01-01'));
    expect(of(on('06-12'))[0]?.dueAt).toBe(on('06-09'));
    expect(of(on('07-12'))[0]?.dueAt).toBe(on('07-09'));
  });

  test('has a task overdue from the moment that it is due', () => {
    const due = utc('2024-06-09T10:00+02:00');
    expect(tasksAt(utc('2024-06-09T09:59+02:00'), 'L3')[0]?.isOverdue).toBe(false);
    expect(tasksAt(due, 'L3')[0]).toMatchObject({ dueAt: due, isOverdue: true, isDone: false });
  });

  test('has done a task once something is recorded of it, as of then, until it is taken back', () => {
    const written = recorded('06-10', { key: 'launch.changelog', value: true });
    const isDone = (at: string, ...facts: readonly Fact[]) => tasksAt(on(at), 'L3', ...facts)[0]?.isDone;
    expect(isDone('06-09', written)).toBe(false);
    expect(tasksAt(on('06-10'), 'L3', written)[0]).toMatchObject({ isDone: true, isOverdue: false });
    for (const value of [null, false, '']) {
      const back = recorded('06-11', { key: 'launch.changelog', value });
      expect(isDone('06-12', written, back)).toBe(false);
    }
    const other = recorded('06-10', { key: 'launch.press', value: true });
    expect(isDone('06-12', other)).toBe(false);
  });

  test('is prepared only once the reviewers of its document are named, too, when it is an L1', () => {
    const [open] = tasksAt(on('05-01'), 'L1', documentOpened('04-01'));
    expect(open).toMatchObject({
      text: 'Name the reviewers of the collaboration document',
      isDone: false,
      isOverdue: true,
    });
    expect(tasksAt(on('05-01'), 'L1', named('04-02'))[0]).toMatchObject({
      text: 'Open the collaboration document, and name its reviewers',
      isDone: false,
    });
    const both = [documentOpened('04-01'), named('04-02')];
    expect(tasksAt(on('05-01'), 'L1', ...both)[0]).toMatchObject({ isDone: true, isOverdue: false });
    expect(tasksAt(on('04-01'), 'L1', ...both)[0]?.isDone).toBe(false);
    expect(tasksAt(on('04-03'), 'L1', ...both, named('04-03', null))[0]?.isDone).toBe(false);
  });

  test('needs no reviewers when it is no L1, whatever its tasks are called', () => {
    const task: LaunchTask = {
      tier: 'L2',
      task: 'collaboration-document',
      title: 'Open it',
      before: 'P7D',
    };
    const facts = [documentOpened('04-01')];
    expect(tasksFor(launching('L2', facts), release, [task], zone, on('05-01'))[0]?.isDone).toBe(true);
  });

  test('never lapses when it is an L1, long after its release', () => {
    const tasks = tasksAt(
      '2034-01-01T00:00:00.000Z',
      'L1',
      recorded('05-01', { key: 'launch.press', value: 1 }),
    );
    expect(tasks.map(({ isOverdue }) => isOverdue)).toEqual([true, false, true]);
  });

  test.each(['L2', 'L3'] as const)('of the tier %s is over a month after its release', (tier) => {
    expect(tasksAt(utc('2024-07-12T09:59+02:00'), tier).length).toBeGreaterThan(0);
    expect(tasksAt(utc('2024-07-12T10:00+02:00'), tier)).toEqual([]);
  });

  test('has every task due no later than its release, in order, in any zone', () => {
    const planned = fc.date({
      min: new Date('2010-01-01'),
      max: new Date('2190-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom(zone, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
    const lengths = fc.constantFrom('P2M', 'P1M', 'P30D', 'P4W', 'PT1H', 'P1Y2M3DT4H', 'P0D');
    fc.assert(
      fc.property(planned, zones, fc.array(lengths), (date, where, befores) => {
        const tasks = befores.map((before, at): LaunchTask => {
          return { tier: 'L1', task: `task-${at}`, title: 'Do it', before };
        });
        const moment = date.toISOString();
        const due = tasksFor(launching('L1'), moment, tasks, where, moment);
        expect(due).toHaveLength(tasks.length);
        expect(due.every(({ dueAt, isOverdue }) => dueAt <= moment && isOverdue)).toBe(true);
        expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).toSorted());
      }),
    );
  });

  test('is the same in whatever order its facts were told', () => {
    const facts = [
      documentOpened('04-01'),
      documentOpened('04-02', null),
      documentOpened('04-02', true),
      named('04-03'),
    ];
    const expected = tasksAt(on('05-01'), 'L1', ...facts);
    fc.assert(
      fc.property(retold(facts), (again) => expect(tasksAt(on('05-01'), 'L1', ...again)).toEqual(expected)),
    );
  });
});
