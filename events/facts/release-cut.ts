import { fact, release } from '../contract.ts';
import { id } from '../fields.ts';

/** The branch of a release was cut, at `occurredAt`: what was merged up to then is in it. */
export const ReleaseCut = fact(
  'ReleaseCut',
  () => ({ release: id() }),
  (detail) => [release(detail.release)],
);
