import * as z from 'zod';
import { fact, review } from '../contract.ts';
import { id, list, optional, reference, text, webAddress } from '../fields.ts';

/**
 * A communication is put before its reviewers; its author is the `actor`. How long it waits for them, its change class
 * decides.
 */
export const ReviewRequested = fact(
  'ReviewRequested',
  () => ({
    review: id(),
    changeClass: id(),
    subject: text(),
    reviewers: list(reference()).min(1),
    team: optional(id()).describe(
      'the team whose communication it is; its calendar counts the days where the reviewers have none of their own',
    ),
    feature: optional(id()).describe('the feature that it speaks of'),
    url: optional(webAddress()).describe('where the draft is'),
  }),
  (detail) => [review(detail.review)],
);

/** A reviewer, the `actor`, has answered. Nothing to note is an answer too, and differs from silence. */
export const ReviewAnswered = fact(
  'ReviewAnswered',
  () => ({
    review: id(),
    answer: z.enum(['approve', 'comment', 'object', 'nothing-to-note']),
    comment: optional(text(2000)),
  }),
  (detail) => [review(detail.review)],
);

/** A review went back to its author for changes. */
export const ReviewReturned = fact(
  'ReviewReturned',
  () => ({ review: id(), comment: optional(text(2000)) }),
  (detail) => [review(detail.review)],
);

/** A returned review is before its reviewers again. */
export const ReviewResubmitted = fact(
  'ReviewResubmitted',
  () => ({ review: id(), comment: optional(text(2000)) }),
  (detail) => [review(detail.review)],
);
