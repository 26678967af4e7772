import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../../events/catalogue.ts';
import { fold as summary } from '../../../functions/catalog/model/kinds.ts';
import { foldReview, reviewState } from '../../../functions/catalog/model/review.ts';
import {
  answered,
  at,
  fold,
  requested,
  resubmitted,
  returned,
  unanswered,
} from '../../reviews/model/facts.ts';
import { ordered, retold } from '../../support/ledger-facts.ts';

const steps = (...facts: Fact[]) => fold(...facts).steps.map(({ what, by }) => `${what} ${by ?? 'nobody'}`);

describe('The fold of a review', () => {
  test('holds what was asked, and what was done since, in order', () => {
    const asked = requested('08T16:00', { feature: 'contexts', url: 'https://example.com/draft' });
    const facts = [answered('12', 'github:mira', 'object', 'Too long.'), asked, returned('11')];
    expect(fold(...facts)).toEqual({
      review: 'blog',
      request: {
        at: at('08T16:00'),
        by: 'person:noor',
        changeClass: 'blog-post',
        subject: 'Search contexts',
        reviewers: ['person:ada', 'person:mira'],
        team: 'search',
        feature: 'contexts',
        url: 'https://example.com/draft',
      },
      steps: [
        { at: at('08T16:00'), by: 'person:noor', what: 'submitted' },
        { at: at('11'), by: 'person:noor', what: 'returned' },
        { at: at('12'), by: 'github:mira', what: 'object', comment: 'Too long.' },
      ],
      stepsOmitted: 0,
    });
  });

  test('has no answer that was taken back, and the one before it holds again', () => {
    const [asked, first] = [requested('08'), answered('09', 'person:ada', 'approve')];
    const second = answered('10', 'person:ada', 'object', 'Too long.');
    const echo = answered('10T09:00', 'person:ada', 'object', 'Much too long.');
    const back = unanswered('11', 'person:ada');
    expect(fold(asked, first, second, echo, back)).toEqual(fold(asked, first));
    expect(fold(asked, first, unanswered('11', 'person:mira'))).toEqual(fold(asked, first));
    const anew = resubmitted('10T12:00');
    expect(fold(asked, first, anew, back)).toEqual(fold(asked, first, anew));
  });

  test('begins anew with a request that is made again, whose reviewers are other ones', () => {
    const facts = [
      requested('08'),
      answered('09', 'person:ada', 'approve'),
      requested('11', { reviewers: ['person:mira'] }),
    ];
    expect(steps(...facts)).toEqual(['submitted person:noor']);
    expect(fold(...facts).request).toMatchObject({ at: at('11'), reviewers: ['person:mira'] });
  });

  test('asks nobody twice', () =>
    expect(fold(requested('08', { reviewers: ['team:a', 'team:a'] })).request?.reviewers).toEqual([
      'team:a',
    ]));

  test('takes the same answer said again for one, in its last words', () => {
    const facts = [
      requested('08'),
      answered('09', 'person:ada', 'comment', 'Nice.'),
      answered('10', 'person:ada', 'comment', 'Nice!'),
      answered('11', 'person:ada', 'comment'),
    ];
    expect(fold(...facts).steps.slice(1)).toEqual([
      { at: at('09'), by: 'person:ada', what: 'comment', comment: 'Nice!' },
    ]);
    expect(
      steps(requested('08'), answered('09', 'a:a', 'comment'), answered('10', 'a:b', 'comment')),
    ).toHaveLength(3);
  });

  test('stays within what an item can hold, with everything at its longest', () => {
    const wide = '\uffff';
    const reviewers = Array.from({ length: 240 }, (_none, at) => `x:${at}-${wide.repeat(256)}`);
    const many = Array.from({ length: 400 }, (_none, n) =>
      answered('09', `x:${n % 7}${wide.repeat(250)}`, n % 2 === 0 ? 'object' : 'approve', wide.repeat(2000)),
    );
    const state = fold(requested('08', { reviewers }), ...many);
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(390_000);
    expect(state.steps.at(-1)?.what).toBe('approve');
    expect(state.steps.at(-1)?.comment).toMatch(/^\uffff{399}…$/);
  });

  test('is the same for the same facts, in any order and with repeats, and is read again as it was written', () => {
    const moment = fc.constantFrom('08', '08T16:00', '11', '12', '12T10:00', '13');
    const by = fc.constantFrom('person:ada', 'github:mira', 'team:marketing', undefined);
    const answer = fc.constantFrom('approve' as const, 'comment' as const, 'object' as const);
    const anyFact = fc.oneof(
      moment.map((when) => requested(when)),
      fc.tuple(moment, by, answer).map((words) => answered(...words)),
      moment.map((when) => returned(when)),
      moment.map(resubmitted),
    );
    const facts = fc.array(anyFact, { maxLength: 15 });
    fc.assert(
      fc.property(
        facts.chain((all) => fc.tuple(fc.constant(all), retold(all))),
        ([all, again]) => {
          const state = foldReview('blog', ordered(all));
          expect(foldReview('blog', ordered(again))).toEqual(state);
          expect(reviewState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
        },
      ),
    );
  });
});

describe('A review is listed', () => {
  const places = (...facts: Fact[]) => summary({ kind: 'review', id: 'blog' }, ordered(facts)).listing;
  const open = { list: 'REVIEWS', card: { kind: 'review', id: 'blog' } };
  const both = [
    requested('08'),
    answered('11', 'person:ada', 'approve'),
    answered('12', 'person:mira', 'comment'),
  ];

  test('until everybody who was asked has answered', () => {
    expect(places(...both.slice(0, 1))).toEqual(open);
    expect(places(...both.slice(0, 2))).toEqual(open);
    expect(places(...both)).toEqual({});
  });

  test('while somebody objects, also somebody who was not asked', () => {
    expect(places(...both, answered('13', 'person:mira', 'object'))).toEqual(open);
    expect(places(...both, answered('13', 'person:eve', 'object'))).toEqual(open);
  });

  test('while it is returned, and again when it is resubmitted', () => {
    expect(places(...both, returned('13'))).toEqual(open);
    expect(places(...both, returned('13'), resubmitted('14'))).toEqual(open);
  });

  test('where somebody answered under another name: who that is, its ledger does not know', () =>
    expect(places(requested('08'), answered('11', 'github:Ada-L', 'approve'), ...both.slice(2))).toEqual(
      open,
    ));

  test('as unregistered where only answers speak of it', () =>
    expect(places(answered('11', 'person:ada', 'approve'))).toEqual({
      list: 'UNREGISTERED',
      card: { kind: 'review', id: 'blog' },
    }));
});
