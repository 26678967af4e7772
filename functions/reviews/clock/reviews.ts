/** Reviews that time changes: reviewers are reminded before the end, and notified when a review no longer blocks. */
import type { Announcement } from '../../../events/catalogue.ts';
import { review as reviewEntity } from '../../../events/contract.ts';
import { markNotified, wasNotified } from '../../kernel/bus/publish.ts';
import { derived } from '../../kernel/model/announcements.ts';
import type { Working } from '../../kernel/working.ts';
import type { ReviewReport } from '../model/report.ts';
import { readReviews } from '../store/reviews.ts';

interface Due {
  /** What is marked as notified. */
  readonly what: string;
  readonly announcement: Announcement;
}

/** Announces what became due of the reviews that wait or lapsed lately, once each. */
export async function announceDueReviews({ table, announce, now }: Working): Promise<void> {
  for (const report of await readReviews(table, now)) {
    const due = dueOf(report, now);
    const about = reviewEntity(report.review);
    if (due === undefined || (await wasNotified(table, about, due.what))) continue;
    await announce([due.announcement]);
    await markNotified(table, about, due.what, now);
  }
}

/** A reminder after the end would be pointless: a clock that was down announces only the end. */
function dueOf(report: ReviewReport, now: string): Due | undefined {
  const { state, lapsedAt, lapsesAt, remindAt, requestedAt, submittedAt } = report;
  if (state === 'no-longer-blocking' && lapsedAt !== undefined)
    return { what: `LAPSED#${requestedAt}`, announcement: reviewLapsed(report, lapsedAt) };
  if (lapsesAt === undefined || remindAt === undefined || now < remindAt) return undefined;
  return { what: `REMINDED#${submittedAt}`, announcement: reviewReminded(report, remindAt, lapsesAt) };
}

type Announced = Pick<ReviewReport, 'review' | 'team' | 'submittedAt' | 'requestedAt'>;

const clock = 'system:clock';

/** Dated when it was due, so that it is the same event whenever the clock comes to it. */
function reviewReminded(
  { review, team, submittedAt }: Announced,
  remindAt: string,
  lapsesAt: string,
): Announcement {
  const id = derived('ReviewReminded', review, submittedAt);
  return {
    type: 'ReviewReminded',
    detail: { version: 1, id, occurredAt: remindAt, actor: clock, review, team, lapsesAt },
  };
}

/** Dated when the review lapsed. */
function reviewLapsed({ review, team, requestedAt }: Announced, lapsedAt: string): Announcement {
  const id = derived('ReviewLapsed', review, requestedAt);
  return {
    type: 'ReviewLapsed',
    detail: { version: 1, id, occurredAt: lapsedAt, actor: clock, review, team },
  };
}
