import { describe, expect, test } from '@jest/globals';
import { type Announcement, announcements } from '../../../events/catalogue.ts';
import { maturityChanged } from '../../../functions/catalog/model/feature.ts';
import {
  derivationsRequested,
  eventQuarantined,
  gradeRequested,
} from '../../../functions/kernel/model/announcements.ts';
import type { VerdictWord } from '../../../functions/verdicts/model/verdict.ts';
import {
  checkRequested,
  projectWarned,
  releaseChecked,
  verdictAnnouncement,
} from '../../../functions/verdicts/model/verdict-announcements.ts';
import { cycle, on } from '../../support/ledger-facts.ts';

const cause = { id: 'cause', occurredAt: on('04-01') };
const judged = { release: '5.2', train: 'server', project: 'rank', team: 'search' };
const share = (judged: number, ...shippedNothing: readonly string[]) => ({
  judged,
  flagged: shippedNothing.length,
  shippedNothing,
});

const valuesAt = (count: number, sk = 'WINDOW') =>
  Array.from({ length: count }, (_none, at) => ({ pk: `RELEASE#5.${at}`, sk }));
const derivations = (values = valuesAt(1), by = 'digest') => derivationsRequested(values, by, on('03-02'));
const grade = (of: { feature?: string; team?: string } = { feature: 'sort' }, by = 'digest') =>
  gradeRequested(of, by, on('03-02'));
const matured = (from: string, to: string, count = 0, team?: string) =>
  maturityChanged({ feature: 'sort', team }, from, to, count, on('03-02'));
const asked = (release = '5.2', team = 'search', by = 'cause') =>
  checkRequested(release, team, by, on('04-01'));
const checked = (team = 'search', by = cause) => releaseChecked(cycle, team, share(3, 'rank'), by);
const told = (was: VerdictWord | undefined, now: VerdictWord | undefined, count = 1) =>
  verdictAnnouncement(judged, was, now, count, on('04-02'));
const warned = (warning: 'ten-days' | 'three-days' | 'exemption-ended' = 'ten-days', by?: string) =>
  projectWarned(cycle, judged, warning, on('03-18'), by);
const quarantined = (digest = 'digest', at = on('03-18')) =>
  eventQuarantined('BAD_TIME', 'occurredAt is not a moment', digest, at);

function contractOf({ type }: Announcement) {
  const contract = announcements.find((each) => each.type === type);
  if (contract === undefined) throw new Error(`no announcement is called ${type}`);
  return contract;
}

const everything: readonly (Announcement | undefined)[] = [
  ...derivations(),
  grade(),
  grade({ team: 'search' }),
  grade({}),
  matured('beta', 'ga'),
  matured('ga', 'beta', 1, 'search'),
  asked(),
  checked(),
  told(undefined, 'shipped-nothing'),
  told('shipped-nothing', 'shipped-off'),
  told('shipped-nothing', undefined, 2),
  warned(),
  warned('exemption-ended', 'exemption'),
  quarantined(),
];

describe('Every announcement', () => {
  test.each(everything.map((each) => [each?.type, each] as const))(
    'of type %s parses with its contract, and holds nothing besides',
    (_type, each) => {
      if (each === undefined) throw new Error('nothing is announced');
      expect(contractOf(each).schema.strict().parse(each.detail)).toEqual(each.detail);
    },
  );

  test('has an id of its type and 32 hexadecimal digits', () => {
    for (const each of everything)
      expect(each?.detail.id).toMatch(new RegExp(`^${each?.type}:[0-9a-f]{32}$`));
  });

  test('has an id of its own', () => {
    expect(new Set(everything.map((each) => each?.detail.id)).size).toBe(everything.length);
  });
});

const idsOf = (...told: readonly (Announcement | undefined)[]) =>
  new Set(told.map((each) => each?.detail.id)).size;

describe('The id of an announcement', () => {
  test('is the same for the same cause that asks for the same values, and another for other ones', () => {
    expect(idsOf(...derivations(), ...derivations())).toBe(1);
    const others = [
      derivations(valuesAt(2)),
      derivations(valuesAt(1, 'ROSTER')),
      derivations(valuesAt(1), 'x'),
    ];
    expect(idsOf(...derivations(), ...others.flat())).toBe(4);
  });

  test('is another for each feature, team and cause that a grade is asked for', () => {
    expect(idsOf(grade(), grade())).toBe(1);
    expect(idsOf(grade(), grade({ feature: 'order' }), grade({ team: 'sort' }), grade({}, 'digest'))).toBe(4);
    expect(idsOf(grade(), grade({ feature: 'sort' }, 'other'))).toBe(2);
  });

  test('is another each time that a maturity changes to and fro, and the same when it is said again', () => {
    expect(idsOf(matured('beta', 'ga', 0), matured('beta', 'ga', 0, 'search'))).toBe(1);
    expect(idsOf(matured('beta', 'ga', 0), matured('ga', 'beta', 1), matured('beta', 'ga', 2))).toBe(3);
  });

  test('is another for each release, team and cause of a check', () => {
    expect(idsOf(asked(), asked())).toBe(1);
    expect(idsOf(asked(), asked('5.3'), asked('5.2', 'graph'), asked('5.2', 'search', 'other'))).toBe(4);
  });

  test('does not confuse what stands in one part with what stands in the next', () => {
    expect(idsOf(asked('a', 'bc', 'd'), asked('ab', 'c', 'd'), asked('a', 'b', 'cd'))).toBe(3);
  });

  test('is another for each team and cause of a checked release, whatever the result', () => {
    const shippedOne = releaseChecked(cycle, 'search', share(3), cause);
    expect(idsOf(checked(), shippedOne)).toBe(1);
    expect(idsOf(checked(), checked('graph'), checked('search', { ...cause, id: 'other' }))).toBe(3);
  });

  test('is another each time that a project is flagged, and the same when that is said again', () => {
    expect(idsOf(told(undefined, 'shipped-nothing', 1), told('exempt', 'shipped-nothing', 1))).toBe(1);
    expect(idsOf(told(undefined, 'shipped-nothing', 1), told(undefined, 'shipped-nothing', 3))).toBe(2);
  });

  test('is another for each stage of warnings and each exemption that ended', () => {
    const ended = (by: string) => warned('exemption-ended', by);
    expect(idsOf(warned('ten-days'), warned('three-days'), ended('one'), ended('two'))).toBe(4);
    expect(idsOf(ended('one'), ended('one'))).toBe(1);
  });

  test('is the same for the same refused content, whenever it comes', () => {
    expect(idsOf(quarantined('digest'), quarantined('digest', on('03-19')))).toBe(1);
    expect(idsOf(quarantined('digest'), quarantined('other'))).toBe(2);
  });
});

describe('A change of verdict', () => {
  test.each<[VerdictWord | undefined, VerdictWord | undefined]>([
    [undefined, 'shipped-nothing'],
    ['shipped-on', 'shipped-nothing'],
    ['exempt', 'shipped-nothing'],
  ])('from %p to %p flags the project', (was, now) => {
    expect(told(was, now)).toMatchObject({
      type: 'ProjectFlagged',
      detail: { ...judged, occurredAt: on('04-02') },
    });
  });

  test.each<[VerdictWord | undefined, VerdictWord]>([
    ['shipped-on', 'shipped-on'],
    ['shipped-off', 'shipped-off'],
    ['exempt', 'exempt'],
    ['not-expected', 'not-expected'],
    [undefined, 'not-expected'],
  ])('from shipped-nothing to %p clears the project as %p', (now, verdict) => {
    expect(told('shipped-nothing', now)).toMatchObject({
      type: 'ProjectCleared',
      detail: { ...judged, verdict },
    });
  });

  test.each<[VerdictWord | undefined, VerdictWord | undefined]>([
    ['shipped-nothing', 'shipped-nothing'],
    [undefined, undefined],
    [undefined, 'shipped-on'],
    ['exempt', 'shipped-off'],
    ['shipped-on', undefined],
  ])('from %p to %p is not announced', (was, now) => expect(told(was, now)).toBeUndefined());
});

describe('An announcement says', () => {
  test('where the values stand that are to be derived again, in shares that the bus takes', () => {
    const asked = derivations([...valuesAt(120), { pk: 'TRAIN#server', sk: 'CALENDAR' }]);
    expect(asked.flatMap(({ detail }) => ('values' in detail ? detail.values : []))).toEqual([
      ...valuesAt(120),
      { pk: 'TRAIN#server', sk: 'CALENDAR' },
    ]);
    expect(asked.length).toBeGreaterThan(1);
    expect(idsOf(...asked)).toBe(asked.length);
    expect(derivations([])).toEqual([]);
  });

  test('where they stand alone, and nothing else of them', () => {
    const [asked] = derivationsRequested([{ ...valuesAt(1)[0], pk: 'A', sk: 'B' }], 'digest', on('03-02'));
    expect(asked?.detail).toMatchObject({ occurredAt: on('03-02'), values: [{ pk: 'A', sk: 'B' }] });
  });

  test('whose feature moved, where that is known', () => {
    expect(matured('beta', 'ga', 0, 'search').detail).toMatchObject({
      team: 'search',
      from: 'beta',
      to: 'ga',
    });
    expect(matured('beta', 'ga').detail).toMatchObject({ team: null, occurredAt: on('03-02') });
  });

  test('how many projects of a team were judged, and which shipped nothing', () => {
    expect(checked().detail).toMatchObject({
      judged: 3,
      flagged: 1,
      shippedNothing: ['rank'],
      occurredAt: on('04-01'),
    });
    const many = Array.from({ length: 101 }, (_none, at) => `project-${at}`);
    const silent = releaseChecked(cycle, 'search', share(101, ...many), cause).detail;
    expect(silent).toMatchObject({ judged: 101, flagged: 101, shippedNothing: many.slice(0, 100) });
  });

  test('which cut a project is warned of, by the clock', () => {
    expect(warned().detail).toMatchObject({
      ...judged,
      actor: 'system:clock',
      warning: 'ten-days',
      cutAt: on('04-01'),
      occurredAt: on('03-18'),
    });
  });
});
