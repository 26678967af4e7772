import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, optional } from '../fields.ts';

const grade = z.object({
  earned: z.int().min(0).describe('stars earned'),
  of: z.int().min(0).describe('stars that apply'),
});

/** The grade of a feature under one version of the rubric is another than the one announced before. */
export const GradeChanged = announcement('GradeChanged', {
  feature: id,
  rubricVersion: id,
  from: optional(grade).describe('absent when there was no grade before'),
  to: grade,
});
