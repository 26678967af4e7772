import * as z from 'zod';
import { about, fact } from '../contract.ts';
import { id, optional, text } from '../fields.ts';
import { internal } from '../visibility.ts';

const star = () => ({
  feature: id(),
  category: id(),
  side: z.enum(['team', 'author']).describe('the team that owns the category, or the author of the feature'),
  rubricVersion: id(),
});

const commented = () => ({ ...star(), comment: internal(optional(text(2000))) });

/** One side says that a feature has earned the star of a category. The category's policy decides whether that is enough. */
export const StarGranted = fact('StarGranted', commented, about('feature'));

/** One side takes its grant back: for that side, the feature has not earned the star. */
export const StarRevoked = fact('StarRevoked', commented, about('feature'));

/** One side says that a category does not apply to a feature, and why. */
export const StarNotApplicable = fact(
  'StarNotApplicable',
  () => ({ ...star(), comment: internal(text(2000).describe('why it does not apply')) }),
  about('feature'),
);
