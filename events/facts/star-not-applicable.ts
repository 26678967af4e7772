import { fact, feature } from '../contract.ts';
import { text } from '../fields.ts';
import { starFields } from '../star-fields.ts';

/** One side says that a category does not concern a feature, and why. */
export const StarNotApplicable = fact(
  'StarNotApplicable',
  () => ({ ...starFields(), comment: text(2000).describe('why it does not apply') }),
  (detail) => [feature(detail.feature)],
);
