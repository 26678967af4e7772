/** What the clock says of reviews: once for each time that one is put before its reviewers. */
import type { Announcement } from '../../../events/catalogue.ts';
import { derived } from '../../kernel/model/announcements.ts';
import type { ReviewReport } from './report.ts';

type Told = Pick<ReviewReport, 'review' | 'team' | 'submittedAt' | 'requestedAt'>;

const clock = 'system:clock';

/** Dated when it was to be said, so that it is the same event whenever the clock comes to it. */
export function reviewReminded(
  { review, team, submittedAt }: Told,
  remindAt: string,
  lapsesAt: string,
): Announcement {
  const id = derived('ReviewReminded', review, submittedAt);
  return {
    type: 'ReviewReminded',
    detail: { version: 1, id, occurredAt: remindAt, actor: clock, review, team, lapsesAt },
  };
}

/** Dated when it came to that. */
export function reviewLapsed({ review, team, requestedAt }: Told, lapsedAt: string): Announcement {
  const id = derived('ReviewLapsed', review, requestedAt);
  return {
    type: 'ReviewLapsed',
    detail: { version: 1, id, occurredAt: lapsedAt, actor: clock, review, team },
  };
}
