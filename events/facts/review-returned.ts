import { fact, review } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A review went back to its author for changes. */
export const ReviewReturned = fact(
  'ReviewReturned',
  () => ({ review: id(), comment: optional(text(2000)) }),
  (detail) => [review(detail.review)],
);
