import { fact, feature } from '../contract.ts';
import { optional, text } from '../fields.ts';
import { starFields } from '../star-fields.ts';

/** One side says that a feature has earned the star of a category. Whether the star is earned, the policy decides. */
export const StarGranted = fact(
  'StarGranted',
  () => ({ ...starFields(), comment: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);

/** One side takes back what it said: for that side, the feature has not earned the star of the category. */
export const StarRevoked = fact(
  'StarRevoked',
  () => ({ ...starFields(), comment: optional(text(2000)) }),
  (detail) => [feature(detail.feature)],
);

/** One side says that a category does not concern a feature, and why. */
export const StarNotApplicable = fact(
  'StarNotApplicable',
  () => ({ ...starFields(), comment: text(2000).describe('why it does not apply') }),
  (detail) => [feature(detail.feature)],
);
