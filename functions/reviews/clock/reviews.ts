/** The clock of reviews: reviewers are reminded before the end, and told when a review holds nothing up any more. */
import type { Announcement } from '../../../events/catalogue.ts';
import { review as reviewEntity } from '../../../events/contract.ts';
import { markNotified, wasNotified } from '../../kernel/bus/notified.ts';
import type { Working } from '../../kernel/working.ts';
import { reviewLapsed, reviewReminded } from '../model/announcements.ts';
import type { ReviewReport } from '../model/report.ts';
import { readReviews } from '../store/reviews.ts';

interface Due {
  /** What is remembered of it. */
  readonly what: string;
  readonly announcement: Announcement;
}

/** Tells what became due of the reviews that wait or lapsed lately, each thing once. */
export async function tellOfReviews({ table, announce, now }: Working): Promise<void> {
  for (const report of await readReviews(table, now)) {
    const due = dueOf(report, now);
    const about = reviewEntity(report.review);
    if (due === undefined || (await wasNotified(table, about, due.what))) continue;
    await announce([due.announcement]);
    await markNotified(table, about, due.what, now);
  }
}

/** A reminder after the end would remind of nothing: a clock that was down tells the end alone. */
function dueOf(report: ReviewReport, now: string): Due | undefined {
  const { state, lapsedAt, lapsesAt, remindAt, requestedAt, submittedAt } = report;
  if (state === 'no-longer-blocking' && lapsedAt !== undefined)
    return { what: `LAPSED#${requestedAt}`, announcement: reviewLapsed(report, lapsedAt) };
  if (lapsesAt === undefined || remindAt === undefined || now < remindAt) return undefined;
  return { what: `REMINDED#${submittedAt}`, announcement: reviewReminded(report, remindAt, lapsesAt) };
}
