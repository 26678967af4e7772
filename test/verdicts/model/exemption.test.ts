import { describe, expect, test } from '@jest/globals';
import { endedBy, exemptionFor, foldExemptions } from '../../../functions/verdicts/model/exemption.ts';
import { exempted, exemptionWithdrawn, on, ordered } from '../../support/ledger-facts.ts';

const inRelease = { release: '5.2' };
const names = [{ name: '5.2' }, { name: '5.2-rc' }];
const untilMay = { until: on('05-01') };
const fold = (...facts: Parameters<typeof ordered>[0]) => foldExemptions(ordered(facts));
const excused = (cut: string, ...facts: Parameters<typeof ordered>[0]) =>
  exemptionFor(foldExemptions(ordered(facts), names), names, on(cut)) !== undefined;

describe('The exemptions of a project', () => {
  test('each say their scope, reason and approver', () => {
    expect(
      fold(exempted('03-01', { ...inRelease, id: 'one' }), exempted('03-02', { ...untilMay, id: 'two' })),
    ).toEqual([
      {
        event: 'one',
        release: '5.2',
        grantedAt: on('03-01'),
        reason: 'a rewrite',
        approver: 'github:octocat',
      },
      {
        event: 'two',
        until: on('05-01'),
        grantedAt: on('03-02'),
        reason: 'a rewrite',
        approver: 'github:octocat',
      },
    ]);
  });

  test('are the same one when granted again while it holds', () => {
    const again = fold(exempted('03-01', { ...inRelease, id: 'one' }), exempted('03-02', inRelease));
    expect(again.map(({ event }) => event)).toEqual(['one']);
  });

  test('are another one when granted again after a withdrawal', () => {
    const facts = [
      exempted('03-01', inRelease),
      exemptionWithdrawn('03-02', inRelease),
      exempted('03-03', inRelease),
    ];
    expect(fold(...facts).map(({ grantedAt, withdrawnAt }) => [grantedAt, withdrawnAt])).toEqual([
      [on('03-01'), on('03-02')],
      [on('03-03'), undefined],
    ]);
  });

  test('are not withdrawn by a withdrawal of another scope, or one from before', () => {
    const exemptions = fold(
      exemptionWithdrawn('02-01', inRelease),
      exempted('03-01', inRelease),
      exemptionWithdrawn('03-02', untilMay),
      exemptionWithdrawn('03-02', { release: '5.3' }),
    );
    expect(exemptions.map(({ withdrawnAt }) => withdrawnAt)).toEqual([undefined]);
  });
});

describe('An exemption in a release', () => {
  test('excuses in it, whenever it was granted', () => {
    expect(excused('04-01', exempted('03-01', inRelease))).toBe(true);
    expect(excused('04-01', exempted('06-01', inRelease))).toBe(true);
  });

  test('excuses in a release that had that name before', () => {
    expect(excused('04-01', exempted('03-01', { release: '5.2-rc' }))).toBe(true);
  });

  test('excuses no longer when it is withdrawn by another name of the release', () => {
    expect(
      excused('04-01', exempted('03-01', { release: '5.2-rc' }), exemptionWithdrawn('03-02', inRelease)),
    ).toBe(false);
    expect(
      excused('04-01', exempted('03-01', inRelease), exemptionWithdrawn('03-02', { release: '5.2-rc' })),
    ).toBe(false);
  });

  test('goes by what the name meant when it was granted, where the name is another release’s by now', () => {
    const spans = [{ name: '5.2', until: on('03-01') }, { name: '5.2-lts' }];
    const excusedBy = (day: string) =>
      exemptionFor(foldExemptions([exempted(day, inRelease)], spans), spans, on('04-01')) !== undefined;
    expect(excusedBy('02-29T23:59')).toBe(true);
    expect(excusedBy('03-01')).toBe(false);
  });

  test('does not excuse in another release', () => {
    expect(excused('04-01', exempted('03-01', { release: '5.3' }))).toBe(false);
  });

  test('does not excuse once it is withdrawn, also after the cut', () => {
    expect(excused('04-01', exempted('03-01', inRelease), exemptionWithdrawn('06-01', inRelease))).toBe(
      false,
    );
  });

  test('excuses again when it is granted again', () => {
    const facts = [
      exempted('03-01', inRelease),
      exemptionWithdrawn('03-02', inRelease),
      exempted('03-03', inRelease),
    ];
    expect(excused('04-01', ...facts)).toBe(true);
  });
});

describe('An exemption until a moment', () => {
  const granted = exempted('03-15', untilMay);

  test.each([
    ['excuses at a cut while it is in force', '04-01', true],
    ['excuses at a cut of the very moment it was granted', '03-15', true],
    ['excuses at a cut of the very moment it ends', '05-01', true],
    ['does not excuse at a cut before it was granted', '03-14T23:59', false],
    ['does not excuse at a cut after it ended', '05-01T00:01', false],
  ])('%s', (_name, cut, expected) => expect(excused(cut, granted)).toBe(expected));

  test.each([
    ['excuses at a cut before it was withdrawn', '03-31T23:59', true],
    ['does not excuse at a cut of the very moment it was withdrawn', '04-01', false],
    ['does not excuse at a cut after it was withdrawn', '04-02', false],
  ])('%s', (_name, cut, expected) =>
    expect(excused(cut, granted, exemptionWithdrawn('04-01', untilMay))).toBe(expected),
  );
});

describe('The exemptions that have ended', () => {
  const ended = (now: string, ...facts: Parameters<typeof ordered>[0]) =>
    endedBy(fold(...facts), on(now)).map(({ event }) => event);
  const granted = exempted('03-15', { ...untilMay, id: 'one' });

  test('are those whose moment has come', () => {
    expect(ended('05-01', granted)).toEqual(['one']);
    expect(ended('04-30T23:59', granted)).toEqual([]);
  });

  test('leave out the withdrawn ones', () => {
    expect(ended('05-02', granted, exemptionWithdrawn('04-01', untilMay))).toEqual([]);
  });

  test('leave out those in a release, which have no end', () => {
    expect(ended('12-31', exempted('03-15', inRelease))).toEqual([]);
  });
});
