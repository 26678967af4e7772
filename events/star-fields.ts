import * as z from 'zod';
import { id } from './fields.ts';

/** What every statement about a star names: which star, of which rubric, and which side speaks. */
export const starFields = () => ({
  feature: id(),
  category: id(),
  side: z.enum(['team', 'author']).describe('the team that owns the category, or the author of the feature'),
  rubricVersion: id(),
});
