import { fact, feature } from '../contract.ts';
import { optional, text } from '../fields.ts';
import { starFields } from '../star-fields.ts';

/** One side takes back what it said: for that side, the feature has not earned the star of the category. */
export const StarRevoked = fact(
  'StarRevoked',
  () => ({ ...starFields(), comment: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);
