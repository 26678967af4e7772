import { describe, expect, test } from '@jest/globals';
import type { Fact } from '../../../events/catalogue.ts';
import { foldFeature } from '../../../functions/catalog/model/feature.ts';
import { comingUp } from '../../../functions/digests/model/coming-up.ts';
import type { FeatureMaterial } from '../../../functions/digests/model/material.ts';
import { enrollmentOpened, recorded } from '../../support/digest-facts.ts';
import { featureRegistered, flagChanged, on, ordered } from '../../support/ledger-facts.ts';
import { cycleCut, materialOf, viewWith } from './materials.ts';

const named = { feature: 'sort', title: 'Sort', team: 'search' };
const sort = (more: object = {}) => featureRegistered('01-05', { feature: 'sort', ...more });

/** What comes up as of the end of March, looking ahead to the end of April. */
function ahead(facts: readonly Fact[], more: Partial<FeatureMaterial> = {}) {
  const material = materialOf(facts, more);
  return comingUp(named, foldFeature('sort', material.facts), material, viewWith());
}
const textsOf = (facts: readonly Fact[], more: Partial<FeatureMaterial> = {}) =>
  ahead(facts, more).map(({ text, isOverdue }) => `${isOverdue ? 'overdue ' : ''}${text}`);

describe('What comes up before a launch', () => {
  const launch = sort({ launchTier: 'L1' });

  test('are its tasks that are due until the end of the next period, with their days', () => {
    expect(ahead([launch], { plannedAt: on('06-15') })).toEqual([
      {
        kind: 'launch',
        ...named,
        text: 'L1: Open the collaboration document, and name its reviewers',
        dueAt: on('04-15'),
        isOverdue: false,
      },
    ]);
  });

  test('is nothing while its first task is further ahead than that', () => {
    expect(textsOf([launch], { plannedAt: on('06-30') })).toHaveLength(1);
    expect(textsOf([launch], { plannedAt: on('07-02') })).toEqual([]);
  });

  test('is overdue from its day on', () => {
    expect(textsOf([launch], { plannedAt: on('05-31') })).toEqual([
      'overdue L1: Open the collaboration document, and name its reviewers',
      'L1: Brief press and analysts',
    ]);
  });

  test('is not what is done', () => {
    const done = [
      recorded('03-01', { key: 'launch.collaboration-document', value: 'https://example.com/doc' }),
      recorded('03-01', { key: 'launch.reviewers', value: 'ada' }),
    ];
    expect(textsOf([launch, ...done], { plannedAt: on('05-31') })).toEqual(['L1: Brief press and analysts']);
  });

  test('is nothing of a feature that is not launched, or that nobody plans to ship', () => {
    expect(textsOf([sort()], { plannedAt: on('04-15') })).toEqual([]);
    expect(textsOf([launch])).toEqual([]);
  });
});

describe('What comes up of an experiment', () => {
  const experiment = (day: string) => featureRegistered(day, { feature: 'sort', maturity: 'experimental' });

  test('is that its month ends, and after it that it is overdue', () => {
    expect(ahead([experiment('03-20')])).toMatchObject([
      { kind: 'experiment', ...named, dueAt: on('04-20'), isOverdue: false },
    ]);
    expect(ahead([experiment('01-20')])).toMatchObject([{ dueAt: on('02-20'), isOverdue: true }]);
  });

  test('is nothing where it is planned', () => {
    expect(ahead([experiment('01-20')], { isPlanned: true })).toEqual([]);
  });
});

describe('A feature flag', () => {
  const withFlag = sort({ flag: 'new-sort' });
  const flagFacts = ordered([flagChanged('02-10', { enabledByDefault: true })]);
  const offered = ['feature flag new-sort can be removed, on by default since 5.3'];

  test('is offered for removal when the release that it stayed for was cut', () => {
    expect(textsOf([withFlag], { flagFacts, judged: [cycleCut('5.3', '03-10')] })).toEqual(offered);
    expect(ahead([withFlag], { flagFacts, judged: [cycleCut('5.3', '03-10')] })).toMatchObject([
      { kind: 'flag', isOverdue: false },
    ]);
    expect(textsOf([withFlag], { flagFacts, judged: [cycleCut('5.3', '03-01')] })).toEqual(offered);
  });

  test('is offered once: not when that was in an earlier period', () => {
    const judged = [cycleCut('5.3', '02-29'), cycleCut('5.4', '03-28')];
    expect(textsOf([withFlag], { flagFacts, judged })).toEqual([]);
  });

  test('is not offered before, or where nobody told its default', () => {
    expect(textsOf([withFlag], { flagFacts, judged: [cycleCut('5.2', '02-01')] })).toEqual([]);
    expect(textsOf([withFlag], { judged: [cycleCut('5.3', '03-10')] })).toEqual([]);
  });
});

describe('What comes up', () => {
  test('is also how the enrolment changed', () => {
    expect(ahead([sort(), enrollmentOpened('03-02', { stage: 'beta' })])).toMatchObject([
      { kind: 'enrolment', text: 'beta is open, 0 accounts' },
    ]);
  });
});
