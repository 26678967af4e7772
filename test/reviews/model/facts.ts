/** Short ways to tell of a review. Moments are local in Berlin in March 2024, before its summer time: `08T16:00`. */
import type { Fact } from '../../../events/catalogue.ts';
import {
  ReviewAnswered,
  ReviewAnswerWithdrawn,
  ReviewRequested,
  ReviewResubmitted,
  ReviewReturned,
} from '../../../events/facts/review.ts';
import { foldReview, type ReviewAnswer } from '../../../functions/catalog/model/review.ts';
import { weekdaysIn } from '../../../functions/kernel/model/business-days.ts';
import type { ReviewReport } from '../../../functions/reviews/model/report.ts';
import { delegatesOf, type Member } from '../../../functions/reviews/model/reviewers.ts';
import { reviewRulesAt } from '../../../functions/reviews/model/rules.ts';
import { reviewStatus, type Surroundings } from '../../../functions/reviews/model/status.ts';
import { ordered } from '../../support/ledger-facts.ts';

export const at = (moment: string) =>
  new Date(`2024-03-${moment}${moment.length === 2 ? 'T00:00' : ''}+01:00`).toISOString();

let told = 0;
const envelope = (moment: string, actor: string | undefined) => {
  told += 1;
  const id = `review-${String(told).padStart(6, '0')}`;
  return {
    version: 1,
    id,
    occurredAt: at(moment),
    review: 'blog',
    ...(actor === undefined ? {} : { actor }),
  };
};

interface Asked {
  readonly changeClass?: string;
  readonly reviewers?: readonly string[];
  readonly team?: string;
  readonly feature?: string;
  readonly url?: string;
}
export const requested = (moment: string, more: Asked = {}): Fact =>
  ReviewRequested.read({
    ...envelope(moment, 'person:noor'),
    changeClass: 'blog-post',
    subject: 'Search contexts',
    reviewers: ['person:ada', 'person:mira'],
    team: 'search',
    ...more,
  });
export const answered = (
  moment: string,
  by: string | undefined,
  answer: ReviewAnswer,
  comment?: string,
): Fact =>
  ReviewAnswered.read({ ...envelope(moment, by), answer, ...(comment === undefined ? {} : { comment }) });
export const unanswered = (moment: string, by: string): Fact =>
  ReviewAnswerWithdrawn.read(envelope(moment, by));
export const returned = (moment: string, by = 'person:noor'): Fact =>
  ReviewReturned.read(envelope(moment, by));
export const resubmitted = (moment: string): Fact => ReviewResubmitted.read(envelope(moment, 'person:noor'));

export const people: readonly Member[] = [
  { person: 'ada', accounts: ['github:Ada-L'], teams: ['marketing'] },
  { person: 'mira', accounts: ['github:mira'] },
  { person: 'noor', teams: ['search'] },
];

export const around: Surroundings = {
  rules: reviewRulesAt([], at('01')),
  delegates: delegatesOf(people),
  calendars: new Map([['search', weekdaysIn('Europe/Berlin')]]),
};

export const fold = (...facts: readonly Fact[]) => foldReview('blog', ordered(facts));

/** How the review stands. @throws when it was not requested by then */
export function stands(now: string, facts: readonly Fact[], more: Partial<Surroundings> = {}): ReviewReport {
  const report = reviewStatus(fold(...facts), { ...around, ...more }, at(now));
  if (report === undefined) throw new TypeError('Nobody had requested it by then.');
  return report;
}
