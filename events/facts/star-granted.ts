import { fact, feature } from '../contract.ts';
import { optional, text } from '../fields.ts';
import { starFields } from '../star-fields.ts';

/** One side says that a feature has earned the star of a category. Whether the star is earned, the policy decides. */
export const StarGranted = fact(
  'StarGranted',
  () => ({ ...starFields(), comment: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);
