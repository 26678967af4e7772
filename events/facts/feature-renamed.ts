import { fact, feature } from '../contract.ts';
import { id } from '../fields.ts';

/** A feature goes by another name from `occurredAt` on, and keeps its history under it. */
export const FeatureRenamed = fact(
  'FeatureRenamed',
  () => ({ feature: id(), to: id() }),
  (detail) => [feature(detail.feature), feature(detail.to)],
  (detail) => (detail.feature === detail.to ? 'needs a new name in to that differs from feature' : undefined),
);
