/** The reviews that a digest tells of. */

import type { Period } from '../../kernel/model/period.ts';
import type { ReviewReport } from '../../reviews/model/report.ts';
import type { OpenReview } from '../model/items.ts';
import type { DigestSources } from './sources.ts';

/**
 * Those of a team that wait, and those that lapsed within the period.
 * @param last UTC instant up to which is looked
 */
export const openReviews = (
  { reviews, snoozedReviews }: Pick<DigestSources, 'reviews' | 'snoozedReviews'>,
  team: string,
  { from }: Pick<Period, 'from'>,
  last: string,
): OpenReview[] =>
  reviews
    .filter(({ team: owner, requestedAt }) => owner === team && requestedAt <= last)
    .filter(({ review }) => !snoozedReviews.has(review))
    .flatMap((report) => openReview(report, from, last));

function openReview(report: ReviewReport, from: string, last: string): OpenReview[] {
  const { review, subject, classTitle, team, state, turn, lapsesAt, lapsedAt } = report;
  if (state === 'answered') return [];
  if (lapsedAt !== undefined && (lapsedAt < from || lapsedAt > last)) return [];
  return [{ review, subject, changeClass: classTitle, team, state, turn, lapsesAt, lapsedAt }];
}
