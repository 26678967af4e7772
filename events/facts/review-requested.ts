import { fact, review } from '../contract.ts';
import { id, list, reference, text } from '../fields.ts';

/** A communication is put before its reviewers. How long it waits for them, its change class decides. */
export const ReviewRequested = fact(
  'ReviewRequested',
  { review: id, changeClass: id, subject: text(), reviewers: list(reference).min(1) },
  (detail) => [review(detail.review)],
);
