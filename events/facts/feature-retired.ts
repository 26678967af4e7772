import { fact, feature } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** A feature is gone from the product. Its history stays; nothing is expected of it any more. */
export const FeatureRetired = fact(
  'FeatureRetired',
  () => ({ feature: id(), reason: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);
