import { describe, expect, test } from '@jest/globals';
import { weekdaysIn } from '../../../functions/kernel/model/business-days.ts';
import { wantsWarning, warningStage } from '../../../functions/verdicts/model/warning.ts';
import {
  cycle,
  exempted,
  featureRegistered,
  flagChanged,
  merged,
  on,
  planned,
  projectEnded,
  projectPaused,
  projectStarted,
  shipped,
  withdrawn,
  workOf,
} from '../../support/ledger-facts.ts';

// Cut on Monday, 1 April: 3 full business days before it begin on Wednesday 27 March, 10 on Monday 18 March.
const stageAt = (now: string, fields: Partial<typeof cycle> = {}, zone = 'UTC') =>
  warningStage({ ...cycle, ...fields }, on(now), weekdaysIn(zone));

describe('The stage of warnings that a cycle has come to', () => {
  test.each([
    ['none before the cut before it', '02-29T23:59', undefined],
    ['nothing planned from its start on', '03-01', 'nothing-planned'],
    ['nothing planned until 10 full business days before the cut', '03-17T23:59', 'nothing-planned'],
    ['10 days from then on', '03-18', 'ten-days'],
    ['10 days until 3 full business days before the cut', '03-26T23:59', 'ten-days'],
    ['3 days from then on', '03-27', 'three-days'],
    ['3 days until the cut', '03-31T23:59', 'three-days'],
    ['none from the cut on', '04-01', undefined],
    ['none after the cut', '04-02', undefined],
  ])('is %s', (_name, now, stage) => expect(stageAt(now)).toBe(stage));

  test('goes by the opening, where one is planned', () => {
    expect(stageAt('03-04T23:59', { opensAt: on('03-05') })).toBeUndefined();
    expect(stageAt('03-05', { opensAt: on('03-05') })).toBe('nothing-planned');
  });

  test('goes by the days of the team', () => {
    expect(stageAt('03-26T18:30', {}, 'Asia/Kolkata')).toBe('three-days');
    expect(stageAt('03-26T18:29', {}, 'Asia/Kolkata')).toBe('ten-days');
  });

  test('is none before the start, also of a cycle that is shorter than its warnings reach', () => {
    const weekly = { after: on('03-25'), until: on('04-01') };
    expect(stageAt('03-24T23:59', weekly)).toBeUndefined();
    expect(stageAt('03-25', weekly)).toBe('ten-days');
    const daily = { after: on('03-29'), until: on('04-01') };
    expect(stageAt('03-28T23:59', daily)).toBeUndefined();
    expect(stageAt('03-29', daily)).toBe('three-days');
  });

  test('is none at first for a first release without an opening, and then its last two', () => {
    const first = { after: undefined, predecessor: undefined };
    expect(stageAt('03-01', first)).toBeUndefined();
    expect(stageAt('03-18', first)).toBe('ten-days');
    expect(stageAt('03-27', first)).toBe('three-days');
  });
});

describe('A project is warned', () => {
  const started = projectStarted('01-01', {});
  const now = on('03-20');
  const wants = (
    stage: Parameters<typeof wantsWarning>[0],
    ...facts: Parameters<typeof workOf>[0][number][]
  ) => wantsWarning(stage, workOf([started, ...facts]), cycle, now);

  test.each(['nothing-planned', 'ten-days', 'three-days'] as const)(
    'when it has nothing in the window, at the stage %s',
    (stage) => expect(wants(stage)).toBe(true),
  );

  test('at the start of a cycle unless it has something planned in the release', () => {
    expect(wants('nothing-planned', planned('03-01', {}))).toBe(false);
    expect(wants('nothing-planned', planned('03-01', { release: '5.3' }))).toBe(true);
  });

  test('later also when it has something planned: a plan is not a shipment', () => {
    expect(wants('ten-days', planned('03-01', {}))).toBe(true);
    expect(wants('three-days', planned('03-01', {}))).toBe(true);
  });

  test('not when something is planned in the release under its former name', () => {
    const work = workOf([started, planned('03-01', { release: 'next' })]);
    expect(
      wantsWarning('nothing-planned', work, { ...cycle, names: [{ name: '5.2' }, { name: 'next' }] }, now),
    ).toBe(false);
  });

  test('not when it has shipped anything so far, also behind a feature flag', () => {
    expect(wants('ten-days', merged('03-02', {}))).toBe(false);
    expect(wants('ten-days', merged('03-02', { flag: 'new-sort' }))).toBe(false);
    expect(wants('ten-days', shipped('03-02', {}))).toBe(false);
  });

  test('when a feature flag of its own is to turn on only after now', () => {
    const feature = featureRegistered('01-01', { feature: 'sort', project: 'rank', flag: 'new-sort' });
    const turn = (day: string) => flagChanged(day, { enabledByDefault: true });
    expect(wants('ten-days', feature, turn('03-21'))).toBe(true);
    expect(wants('ten-days', feature, turn('03-19'))).toBe(false);
  });

  test('when what it shipped was withdrawn, or was merged before the window', () => {
    expect(wants('ten-days', shipped('03-02', {}), withdrawn('03-03', {}))).toBe(true);
    expect(wants('ten-days', merged('03-01', {}))).toBe(true);
  });

  test('not while it is paused, has ended or has not started', () => {
    expect(wants('ten-days', projectPaused('03-10', {}))).toBe(false);
    expect(wants('ten-days', projectEnded('03-10', {}))).toBe(false);
    expect(wantsWarning('ten-days', workOf([projectStarted('03-21', {})]), cycle, now)).toBe(false);
  });

  test('not on another train', () => {
    const work = workOf([projectStarted('01-01', { train: 'extension' })]);
    expect(wantsWarning('ten-days', work, cycle, now)).toBe(false);
  });

  test('not when it is exempt in the release', () => {
    expect(wants('ten-days', exempted('03-02', { release: '5.2' }))).toBe(false);
    expect(wants('ten-days', exempted('03-02', { release: '5.3' }))).toBe(true);
  });

  test('not when it is exempt now, or will be at the cut', () => {
    expect(wants('ten-days', exempted('03-02', { until: on('03-25') }))).toBe(false);
    expect(wants('ten-days', exempted('03-21', { until: on('05-01') }))).toBe(false);
  });

  test('when its exemption has ended, or will have started only after the cut', () => {
    expect(wants('ten-days', exempted('03-02', { until: on('03-10') }))).toBe(true);
    expect(wants('ten-days', exempted('04-02', { until: on('05-01') }))).toBe(true);
  });
});
