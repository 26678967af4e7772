/** What a rubric says beside its categories: reviews, cadence, launches and their time zone. */
import { describe, expect, test } from '@jest/globals';
import type { RubricRecord } from '../../../../functions/catalog/model/import/records.ts';
import { by, category, knowing, known } from './catalogs.ts';
import { problems, whole } from './whole-catalog.ts';

const rubric = (rules: Partial<RubricRecord> = {}): RubricRecord => ({
  version: '1',
  categories: by({ docs: category({ team: 'search' }) }),
  ...rules,
});
const press = { changeClass: 'press', title: 'Press' };
const weekly = { step: 'okr', every: 'week', title: 'Progress' } as const;
const post = { tier: 'L1', task: 'post', title: 'A post', before: 'P14D' } as const;

describe('A rubric', () => {
  test('has each class of reviews once', () => {
    const classes = [press, { ...press, changeClass: 'talk' }, { ...press, title: 'Again' }];
    expect(problems({ rubric: rubric({ reviews: { classes } }) })).toEqual([
      'error: rubric.reviews.classes.2.changeClass: press is there twice: keep one of them',
    ]);
  });

  test('has each step once in its period', () => {
    const monthly = { ...weekly, every: 'month' } as const;
    expect(problems({ rubric: rubric({ cadence: [weekly, monthly] }) })).toEqual([]);
    expect(problems({ rubric: rubric({ cadence: [weekly, monthly, { ...weekly, title: 'B' }] }) })).toEqual([
      'error: rubric.cadence.2.step: okr every week is there twice: keep one of them',
    ]);
  });

  test('has each task of a launch once in its tier', () => {
    const ofL2 = { ...post, tier: 'L2' } as const;
    expect(problems({ rubric: rubric({ launches: [post, ofL2] }) })).toEqual([]);
    expect(problems({ rubric: rubric({ launches: [ofL2, post, post, post] }) })).toEqual([
      'error: rubric.launches.2.task: post of L1 is there twice: keep one of them',
      'error: rubric.launches.3.task: post of L1 is there twice: keep one of them',
    ]);
  });

  test('may name roles that nobody has yet: of a reviewer it is a warning, because a review would wait for nobody', () => {
    const rules = {
      reviews: { classes: [{ ...press, reviewers: ['nobody-yet'] }] },
      cadence: [{ ...weekly, partners: ['nobody-either'] }],
    };
    expect(problems({ rubric: rubric(rules) })).toEqual([
      'warning: rubric.reviews.classes.0.reviewers.0: nobody-yet is the role of no contact and of no person',
    ]);
  });

  test.each<[Partial<RubricRecord>, string]>([
    [{ reviews: { fullBusinessDays: 5 } }, 'other reviews'],
    [{ cadence: [weekly] }, 'another cadence'],
    [{ cadence: [] }, 'another cadence'],
    [{ launches: [{ ...post, before: 'P7D' }] }, 'other launches'],
    [{ timeZone: 'Asia/Kolkata' }, 'another time zone'],
    [{ cadence: null, timeZone: undefined }, 'another cadence and another time zone'],
    [{ categories: by({ docs: category({ team: 'search', title: 'B' }) }) }, 'other categories'],
  ])('has another version when it says something else: %j', (rules, what) => {
    const before = { ...rubric(), ...whole.rubric };
    const knows = knowing({ rubric: known(before) });
    expect(problems({ rubric: before }, knows)).toEqual([]);
    expect(problems({ rubric: { ...before, version: '2', ...rules } }, knows)).toEqual([]);
    expect(problems({ rubric: { ...before, ...rules } }, knows)).toEqual([
      `error: rubric.version: 1 is published with ${what}: give it a new version`,
    ]);
  });

  test('says the same with a part that is left out, and one that is unknown', () => {
    const knows = knowing({ rubric: known(rubric({ reviews: { fullBusinessDays: null }, cadence: null })) });
    expect(problems({ rubric: rubric() }, knows)).toEqual([]);
  });
});
