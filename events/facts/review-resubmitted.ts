import { fact, review } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A returned review is before its reviewers again. */
export const ReviewResubmitted = fact(
  'ReviewResubmitted',
  () => ({ review: id(), comment: optional(text(2000)) }),
  (detail) => [review(detail.review)],
);
