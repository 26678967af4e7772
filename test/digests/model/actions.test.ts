import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextActions } from '../../../functions/digests/model/actions.ts';
import { noSections, type Sections, section } from '../../../functions/digests/model/sections.ts';
import { anyDigest } from './any-digest.ts';
import {
  comingItem,
  exemptItem,
  gradeItem,
  reviewItem,
  silentItem,
  stepItem,
  unverifiedItem,
} from './items.ts';

const zone = 'Europe/Berlin';
const docs = { title: 'Docs', who: 'team docs', what: 'grant it: write a page' };
const noStars = new Map<string, { title: string; next: typeof docs }>();
const oneStar = new Map([['sort', { title: 'Sort', next: docs }]]);

const actionsFor = (part: Partial<Sections>, stars = noStars) =>
  nextActions({ ...noSections, ...part }, { zone, stars });
const forMany = (part: Partial<Sections>) => nextActions({ ...noSections, ...part }, { zone });
const textsOf = (part: Partial<Sections>, stars = noStars) => actionsFor(part, stars).map(({ text }) => text);

const everything: Sections = {
  ...noSections,
  reviews: section('reviews', [reviewItem()]),
  silent: section('silent', [silentItem()]),
  upcoming: section('upcoming', [
    comingItem({ isOverdue: true }),
    comingItem({ kind: 'flag', feature: 'old' }),
  ]),
  unverified: section('unverified', [unverifiedItem()]),
  cadence: section('cadence', [stepItem()]),
  grades: section('grades', [gradeItem({ feature: 'code', title: 'Code search', next: docs })]),
};

describe('The next actions', () => {
  test('are three at most, in the order of what others wait for', () => {
    const without = (...names: (keyof Sections)[]) =>
      actionsFor({ ...everything, ...Object.fromEntries(names.map((name) => [name, noSections[name]])) }).map(
        ({ entity, confirms }) => confirms ?? entity,
      );
    expect(without()).toEqual(['review:blog', 'project:rank', 'feature:sort']);
    expect(without('reviews', 'silent')).toEqual(['feature:sort', 'feature:sort', 'step:okr:2024-W12']);
    expect(without('reviews', 'silent', 'unverified')).toEqual([
      'feature:sort',
      'step:okr:2024-W12',
      'feature:code',
    ]);
    expect(without('reviews', 'silent', 'unverified', 'cadence')).toEqual([
      'feature:sort',
      'feature:code',
      'feature:old',
    ]);
  });

  test('are one of a kind: three times the same says less', () => {
    const part = {
      silent: section('silent', [silentItem(), silentItem({ project: 'code' })]),
      reviews: section('reviews', [reviewItem(), reviewItem({ review: 'talk' })]),
    };
    expect(actionsFor(part)).toHaveLength(2);
  });

  test('are none when there is nothing to do', () => {
    expect(actionsFor(noSections)).toEqual([]);
    const part = {
      silent: section('silent', [exemptItem()]),
      reviews: section('reviews', [reviewItem({ state: 'returned', turn: 'author' })]),
      upcoming: section('upcoming', [comingItem(), comingItem({ kind: 'experiment' })]),
      cadence: section('cadence', [stepItem({ state: 'due' }), stepItem({ state: 'done' })]),
    };
    expect(actionsFor(part)).toEqual([]);
  });

  test('pass over what is first and wants nothing', () => {
    const reviews = section('reviews', [
      reviewItem({ review: 'a', state: 'returned', turn: 'author' }),
      reviewItem({ review: 'b', subject: 'A talk' }),
    ]);
    expect(textsOf({ reviews })).toEqual(['Get the review of “A talk” answered.']);
  });

  test('of any digest are three at most, each about something, and nobody confirms for many', () => {
    fc.assert(
      fc.property(anyDigest, (digest) => {
        const own = nextActions(digest, { zone: digest.zone, stars: oneStar });
        const ofMany = nextActions(digest, { zone: digest.zone });
        expect(Math.max(own.length, ofMany.length)).toBeLessThanOrEqual(3);
        expect(own.every(({ entity, confirms }) => (entity ?? confirms) !== undefined)).toBe(true);
        expect(ofMany.every((action) => !('confirms' in action))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('An action', () => {
  test('asks for the answer to a review, and says until which day of the zone it holds something up', () => {
    const reviews = section('reviews', [reviewItem({ lapsesAt: '2024-04-04T22:00:00.000Z' })]);
    expect(actionsFor({ reviews })).toEqual([
      {
        text: 'Get the review of “Search contexts” answered: from 5 Apr 2024 on it holds nothing up any more.',
        entity: 'review:blog',
      },
    ]);
  });

  test('asks for something small to ship, and names the streak where it is one', () => {
    const words = (streak: number) => textsOf({ silent: section('silent', [silentItem({ streak })]) });
    expect(words(1)).toEqual([
      'Plan something small for Ranking to ship in the next release of server; or ask for an exemption, with its reason.',
    ]);
    expect(words(3)).toEqual([expect.stringContaining('next release of server, after 3 releases without;')]);
  });

  test('names what is late, and asks to decide about an experiment', () => {
    const late = section('upcoming', [comingItem({ isOverdue: true })]);
    expect(textsOf({ upcoming: late })).toEqual(['Sort: L1: Brief press.']);
    const experiment = section('upcoming', [comingItem({ kind: 'experiment', isOverdue: true })]);
    expect(textsOf({ upcoming: experiment })).toEqual([
      'Decide about the experiment Sort: it needs a removal, or a plan that somebody works on.',
    ]);
  });

  test('offers a feature flag for removal last', () => {
    const upcoming = section('upcoming', [
      comingItem({ kind: 'flag', text: 'feature flag new-sort can be removed' }),
    ]);
    expect(textsOf({ upcoming }, oneStar)).toEqual([
      expect.stringContaining('Sort is one step from the star “Docs”'),
      'Sort: feature flag new-sort can be removed.',
    ]);
  });

  test('confirms one record, or all of them', () => {
    expect(actionsFor({ unverified: section('unverified', [unverifiedItem()]) })).toEqual([
      {
        text: 'Look at Sort, and confirm that its record is still correct.',
        entity: 'feature:sort',
        confirms: 'feature:sort',
      },
    ]);
    const many = { items: [unverifiedItem()], total: 12 };
    expect(actionsFor({ unverified: many })).toEqual([
      {
        text: 'Look through 12 records that nobody verified, Sort first, and confirm those that are still correct.',
        confirms: 'all',
      },
    ]);
  });

  test('confirms a step for its period', () => {
    const cadence = section('cadence', [
      stepItem({ step: 'strategy', title: 'Strategy page', period: '2024-03' }),
    ]);
    expect(actionsFor({ cadence })).toEqual([
      {
        text: 'Do “Strategy page” for March 2024, or say that it is done.',
        entity: 'team:search',
        confirms: 'step:strategy:2024-03',
      },
    ]);
  });

  test('of many teams names the team of a step, and confirms nothing', () => {
    const part = {
      cadence: section('cadence', [stepItem()]),
      unverified: section('unverified', [unverifiedItem()]),
    };
    expect(forMany(part)).toEqual([
      { text: 'Look at Sort, and confirm that its record is still correct.', entity: 'feature:sort' },
      {
        text: 'Do “Progress on OKRs” of team search for week 12 of 2024, or say that it is done.',
        entity: 'team:search',
      },
    ]);
  });

  test('leads to the next star: of a grade that changed, or else of any feature', () => {
    const grades = section('grades', [
      gradeItem({ feature: 'a', title: 'A' }),
      gradeItem({ feature: 'code', title: 'Code search', next: docs }),
    ]);
    expect(textsOf({ grades }, oneStar)).toEqual([
      'Code search is one step from the star “Docs”: team docs, grant it: write a page.',
    ]);
    expect(textsOf({ grades: section('grades', [gradeItem()]) }, oneStar)).toEqual([
      'Sort is one step from the star “Docs”: team docs, grant it: write a page.',
    ]);
    expect(forMany({ grades })).toHaveLength(1);
  });
});
