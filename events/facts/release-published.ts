import { fact, release } from '../contract.ts';
import { id } from '../fields.ts';

/** A release reached its users. */
export const ReleasePublished = fact(
  'ReleasePublished',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);
