import * as z from 'zod';
import { fact, review } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

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
