import { fact, release } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A release will not happen: nobody is judged by it. */
export const ReleaseCancelled = fact(
  'ReleaseCancelled',
  () => ({ release: id(), reason: optional(text(2000)) }),
  (detail) => [release(detail.release)],
);
