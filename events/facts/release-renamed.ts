import { fact, release } from '../contract.ts';
import { id } from '../fields.ts';

/** A release goes by another name from `occurredAt` on, and keeps its history under it. */
export const ReleaseRenamed = fact(
  'ReleaseRenamed',
  () => ({ release: id(), to: id() }),
  (detail) => [release(detail.release), release(detail.to)],
  (detail) => (detail.release === detail.to ? 'needs a new name in to that differs from release' : undefined),
);
