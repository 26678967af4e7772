import { describe, expect, test } from '@jest/globals';
import { type Announcement, announcements, type Fact } from '../../../events/catalogue.ts';
import { feature, project } from '../../../events/contract.ts';
import {
  eventQuarantined,
  ledgerAdvanced,
  maturityChanged,
  projectWarned,
} from '../../../functions/domain/announcements.ts';
import { judge } from '../../../functions/domain/judge.ts';
import type { VerdictWord } from '../../../functions/domain/verdict.ts';
import {
  checkRequested,
  releaseChecked,
  verdictAnnouncement,
} from '../../../functions/domain/verdict-announcements.ts';
import { cycle, featureRegistered, merged, on, projectStarted, workOf } from './facts.ts';

const cause = { id: 'cause', occurredAt: on('04-01') };
const fact = merged('03-02', { id: 'change' });
const registered = featureRegistered('03-02', { id: 'registered', feature: 'sort' });
const judged = { release: '5.2', train: 'server', project: 'rank', team: 'search' };
const verdicts = (...facts: readonly Fact[]) =>
  [judge(workOf([projectStarted('01-01', {}), ...facts]), cycle)].flatMap((verdict) => verdict ?? []);

const advanced = (digest = 'digest', entries = 3) =>
  ledgerAdvanced(project('rank'), fact, digest, entries, { since: on('03-02'), release: '5.2' });
const matured = (from: string, to: string, by: Fact = registered, team?: string) =>
  maturityChanged({ feature: 'sort', team }, from, to, by);
const asked = (release = '5.2', team = 'search', by = 'cause') =>
  checkRequested(release, team, by, on('04-01'));
const checked = (team = 'search', by = cause) => releaseChecked(cycle, team, verdicts(), by);
const told = (was: VerdictWord | undefined, now: VerdictWord | undefined, revision = 1) =>
  verdictAnnouncement(judged, was, now, revision, on('04-02'));
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
  advanced(),
  ledgerAdvanced(feature('sort'), registered, 'digest', 1, { since: on('03-02') }),
  matured('beta', 'ga'),
  matured('beta', 'ga', registered, 'search'),
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
    const distinct = everything.filter((_each, at) => at !== 3);
    expect(new Set(distinct.map((each) => each?.detail.id)).size).toBe(distinct.length);
  });
});

const idsOf = (...told: readonly (Announcement | undefined)[]) =>
  new Set(told.map((each) => each?.detail.id)).size;

describe('The id of an announcement', () => {
  test('is the same for the same cause, however many entries the ledger holds by then', () => {
    expect(idsOf(advanced('digest', 3), advanced('digest', 4))).toBe(1);
  });

  test('is another for another entry, or another ledger of the same entry', () => {
    const other = ledgerAdvanced(feature('rank'), fact, 'digest', 3, { since: on('03-02') });
    expect(idsOf(advanced(), advanced('other'), other)).toBe(3);
  });

  test('is the same for the same change of maturity by the same fact, and another by another fact', () => {
    const later = featureRegistered('03-05', { feature: 'sort' });
    expect(idsOf(matured('beta', 'ga'), matured('beta', 'ga', registered, 'search'))).toBe(1);
    expect(idsOf(matured('beta', 'ga'), matured('ga', 'beta'), matured('beta', 'ga', later))).toBe(3);
  });

  test('is another for each release, team and cause of a check', () => {
    expect(idsOf(asked(), asked())).toBe(1);
    expect(idsOf(asked(), asked('5.3'), asked('5.2', 'graph'), asked('5.2', 'search', 'other'))).toBe(4);
  });

  test('does not confuse what stands in one part with what stands in the next', () => {
    expect(idsOf(asked('a', 'bc', 'd'), asked('ab', 'c', 'd'), asked('a', 'b', 'cd'))).toBe(3);
  });

  test('is another for each team and cause of a checked release, whatever the result', () => {
    const shippedOne = releaseChecked(cycle, 'search', verdicts(merged('03-02', {})), cause);
    expect(idsOf(checked(), shippedOne)).toBe(1);
    expect(idsOf(checked(), checked('graph'), checked('search', { ...cause, id: 'other' }))).toBe(3);
  });

  test('is another for another revision of a verdict, and the same for the same one', () => {
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
  test('what a ledger took in, and how far back it reaches', () => {
    expect(advanced().detail).toMatchObject({
      occurredAt: on('03-02'),
      entity: 'project',
      entityId: 'rank',
      entries: 3,
      since: on('03-02'),
      release: '5.2',
      fact: 'ChangeMerged',
    });
  });

  test('whose feature moved, where that is known', () => {
    expect(matured('beta', 'ga', registered, 'search').detail).toMatchObject({
      team: 'search',
      from: 'beta',
      to: 'ga',
    });
    expect(matured('beta', 'ga').detail).toMatchObject({ team: null, occurredAt: on('03-02') });
  });

  test('how many projects of a team were judged, and which shipped nothing', () => {
    expect(checked().detail).toMatchObject({ judged: 1, shippedNothing: ['rank'], occurredAt: on('04-01') });
    const shippedOne = releaseChecked(cycle, 'search', verdicts(merged('03-02', {})), cause);
    expect(shippedOne.detail).toMatchObject({ judged: 1, shippedNothing: [] });
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
