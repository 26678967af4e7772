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

/** Dated when it was due, so a repeat is the same event. A clock that was down announces only the end, without the reminder. */
function dueOf(report: ReviewReport, now: string): Due | undefined {
  const { review, team, state, lapsedAt, lapsesAt, remindAt, requestedAt, submittedAt } = report;
  const about = { version: 1, actor: 'system:clock', review, team } as const;
  if (state === 'no-longer-blocking' && lapsedAt !== undefined) {
    const id = derived('ReviewLapsed', review, requestedAt);
    const announcement = { type: 'ReviewLapsed', detail: { ...about, id, occurredAt: lapsedAt } } as const;
    return { what: `LAPSED#${requestedAt}`, announcement };
  }
  if (lapsesAt === undefined || remindAt === undefined || now < remindAt) return undefined;
  const id = derived('ReviewReminded', review, submittedAt);
  const detail = { ...about, id, occurredAt: remindAt, lapsesAt };
  return { what: `REMINDED#${submittedAt}`, announcement: { type: 'ReviewReminded', detail } };
}
