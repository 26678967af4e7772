import { describe, expect, test } from '@jest/globals';
import { openReviews } from '../../functions/digests/store/build-team.ts';
import type { ReviewReport } from '../../functions/reviews/model/report.ts';

const FROM = '2024-03-01T00:00:00.000Z';
const LAST = '2024-03-31T23:59:59.999Z';

const report = (more: Partial<ReviewReport> = {}): ReviewReport => ({
  review: 'blog',
  subject: 'Search contexts',
  changeClass: 'blog-post',
  classTitle: 'Blog post',
  isKnownClass: true,
  team: 'search',
  requestedBy: 'person:noor',
  requestedAt: '2024-03-20T00:00:00.000Z',
  submittedAt: '2024-03-20T00:00:00.000Z',
  state: 'waiting',
  turn: 'reviewers',
  turnSince: '2024-03-20T00:00:00.000Z',
  neverLapses: false,
  lapsesAt: '2024-04-02T00:00:00.000Z',
  timeLeft: 'a day left',
  reviewers: [],
  others: [],
  stepsOmitted: 0,
  ...more,
});
const lapsed = (lapsedAt: string) =>
  report({ state: 'no-longer-blocking', turn: 'nobody', lapsesAt: undefined, lapsedAt });

const shown = (one: ReviewReport, snoozed: readonly string[] = []) =>
  openReviews({ reviews: [one], snoozedReviews: new Set(snoozed) }, 'search', { from: FROM }, LAST);

describe('The reviews that a digest tells of', () => {
  test('are those of the team that wait, without anybody’s name', () => {
    expect(shown(report())).toEqual([
      {
        review: 'blog',
        subject: 'Search contexts',
        changeClass: 'Blog post',
        team: 'search',
        state: 'waiting',
        turn: 'reviewers',
        lapsesAt: '2024-04-02T00:00:00.000Z',
      },
    ]);
    expect(shown(report({ team: 'code' }))).toEqual([]);
    expect(shown(report({ team: undefined }))).toEqual([]);
  });

  test('are those that went back to their author', () => {
    expect(shown(report({ state: 'returned', turn: 'author' }))).toMatchObject([{ turn: 'author' }]);
  });

  test('are those that lapsed within the period', () => {
    expect(shown(lapsed(FROM))).toMatchObject([{ state: 'no-longer-blocking', lapsedAt: FROM }]);
    expect(shown(lapsed(LAST))).toHaveLength(1);
    expect(shown(lapsed('2024-02-29T23:59:59.999Z'))).toEqual([]);
    expect(shown(lapsed('2024-04-01T00:00:00.000Z'))).toEqual([]);
  });

  test('are none that were answered, or asked for only later', () => {
    expect(shown(report({ state: 'answered', turn: 'nobody' }))).toEqual([]);
    expect(shown(report({ requestedAt: '2024-04-01T00:00:00.000Z' }))).toEqual([]);
    expect(shown(report({ requestedAt: LAST }))).toHaveLength(1);
  });

  test('are none that somebody snoozed', () => {
    expect(shown(report(), ['blog'])).toEqual([]);
    expect(shown(report(), ['talk'])).toHaveLength(1);
  });
});
