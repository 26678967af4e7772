import { describe, expect, test } from '@jest/globals';
import { RubricPublished } from '../../../events/facts/rubric.ts';
import { answersFor, delegatesOf, reviewersFor } from '../../../functions/reviews/model/reviewers.ts';
import { classRuleOf, reviewRulesAt } from '../../../functions/reviews/model/rules.ts';
import { on } from '../../support/ledger-facts.ts';

const published = (day: string, reviews?: object) =>
  RubricPublished.read({
    version: 1,
    id: `rubric-${day}`,
    occurredAt: on(day),
    rubricVersion: day,
    categories: [{ category: 'docs', title: 'Docs', team: 'docs', policy: 'team', criteria: 'Good.' }],
    ...(reviews === undefined ? {} : { reviews }),
  });

describe('The rules of reviews', () => {
  test('are the usual ones where no rubric speaks of reviews', () => {
    for (const facts of [[], [published('01-01')]]) {
      const rules = reviewRulesAt(facts, on('02-01'));
      expect(rules).toMatchObject({ fullBusinessDays: 3, remindBusinessDays: 1 });
      const lapsing = rules.classes.filter(({ fullBusinessDays }) => fullBusinessDays === 3);
      expect(lapsing.map(({ changeClass }) => changeClass)).toEqual([
        'release-post',
        'blog-post',
        'social-media',
        'public-talk',
        'site-update',
        'pricing-or-packaging',
        'deprecation',
        'press',
      ]);
      expect(rules.classes.slice(8).map((rule) => [rule.changeClass, rule.fullBusinessDays])).toEqual([
        ['large-site-update', undefined],
        ['major-press', undefined],
        ['major-pricing-change', undefined],
        ['launch-l1', undefined],
      ]);
      expect(rules.classes.every(({ reviewers }) => reviewers.join() === 'product-director,marketing')).toBe(
        true,
      );
    }
  });

  test('are those of the version that holds at the moment, to the moment', () => {
    const facts = [published('01-01', { fullBusinessDays: 5 }), published('03-01', { fullBusinessDays: 2 })];
    const days = (moment: string) => reviewRulesAt(facts, moment).fullBusinessDays;
    expect([on('02-29'), on('03-01')].map(days)).toEqual([5, 2]);
    expect(days('2023-12-31T00:00:00.000Z')).toBe(3);
    expect(classRuleOf(reviewRulesAt(facts, on('02-01')), 'press').fullBusinessDays).toBe(5);
  });

  test('name the classes that there are, each with its own days and reviewers, or as most', () => {
    const rules = reviewRulesAt(
      [
        published('01-01', {
          fullBusinessDays: 4,
          classes: [
            {
              changeClass: 'keynote',
              title: 'Keynote',
              reviewers: ['ceo'],
              neverLapses: true,
              fullBusinessDays: 9,
            },
            { changeClass: 'tweet', title: 'Tweet', fullBusinessDays: 1 },
            { changeClass: 'talk', title: 'Talk', reviewers: [] },
          ],
        }),
      ],
      on('02-01'),
    );
    const usual = ['product-director', 'marketing'];
    expect(rules.classes).toEqual([
      { changeClass: 'keynote', title: 'Keynote', reviewers: ['ceo'] },
      { changeClass: 'tweet', title: 'Tweet', reviewers: usual, fullBusinessDays: 1 },
      { changeClass: 'talk', title: 'Talk', reviewers: usual, fullBusinessDays: 4 },
    ]);
    expect(classRuleOf(rules, 'press')).toMatchObject({ isKnown: false, fullBusinessDays: 4 });
  });
});

describe('The reviewers of a role', () => {
  const catalog = {
    people: new Map([
      ['ada', { roles: ['product-director'] }],
      ['mira', { roles: ['product-director', 'pmm'] }],
      ['noor', {}],
    ]),
    teams: new Map([
      ['search', { contacts: { pmm: 'noor', em: 'gone', pm: null } }],
      ['marketing', {}],
    ]),
  };
  const found = (...roles: string[]) => reviewersFor(roles, 'search', catalog);

  test('are all who have it for the organisation, or the team of that name', () =>
    expect(found('product-director', 'marketing')).toEqual({
      reviewers: ['person:ada', 'person:mira', 'team:marketing'],
      missing: [],
    }));

  test('are the team’s own contact before anybody else', () => {
    expect(found('pmm').reviewers).toEqual(['person:noor']);
    expect(reviewersFor(['pmm'], undefined, catalog).reviewers).toEqual(['person:mira']);
    expect(reviewersFor(['pmm'], 'unknown', catalog).reviewers).toEqual(['person:mira']);
  });

  test('are asked once, also where they have several', () =>
    expect(found('product-director', 'pmm', 'product-director').reviewers).toEqual([
      'person:ada',
      'person:mira',
      'person:noor',
    ]));

  test('are missing where nobody has it, or a contact that is not there', () =>
    expect(found('legal', 'em', 'pm', 'constructor')).toEqual({
      reviewers: [],
      missing: ['legal', 'em', 'pm', 'constructor'],
    }));
});

describe('Whom somebody speaks for', () => {
  const delegates = delegatesOf([
    { person: 'new', accounts: ['github:shared'], teams: ['docs'] },
    { person: 'old', accounts: ['github:shared', 'gitlab:old'], teams: ['press'], retiredAt: on('01-01') },
  ]);

  test('is the person who has an account now, before one who is gone', () => {
    expect(answersFor(delegates('github:shared'), 'person:new')).toBe(true);
    expect(answersFor(delegates('github:shared'), 'person:old')).toBe(false);
    expect(answersFor(delegates('gitlab:old'), 'team:press')).toBe(true);
  });

  test('is nobody but themselves where the catalog does not know them', () => {
    expect(answersFor(delegates('github:eve'), 'github:Eve')).toBe(true);
    expect(answersFor(delegates('github:eve'), 'team:eve')).toBe(false);
    expect(answersFor(delegates('team:press'), 'person:old')).toBe(false);
  });
});
