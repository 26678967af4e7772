import { fact, release } from '../contract.ts';
import { id } from '../fields.ts';

/** A release will not happen: nobody is judged by it. */
export const ReleaseCancelled = fact(
  'ReleaseCancelled',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);
