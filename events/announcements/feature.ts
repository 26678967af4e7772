import * as z from 'zod';
import { announcement } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';
import { lazy, type Output } from '../lazy.ts';

const grade = lazy(() =>
  z.object({
    earned: z.int().min(0).describe('stars earned'),
    of: z.int().min(0).describe('stars that apply'),
  }),
);

/** A star is earned, not earned, not applicable or unknown. */
export const starWord = lazy(() => z.enum(['earned', 'not-earned', 'not-applicable', 'unknown']));
export type StarWord = Output<typeof starWord>;

/** The grade of a feature under one version of the rubric differs from the one announced before. */
export const GradeChanged = announcement('GradeChanged', () => ({
  feature: id(),
  team: optional(id()),
  rubricVersion: id(),
  from: optional(grade()).describe('absent when there was no grade before'),
  to: grade(),
  stars: optional(
    list(
      z.object({
        category: id(),
        title: optional(text()).describe('what the rubric calls the category'),
        from: optional(starWord()),
        to: optional(starWord()),
      }),
    ),
  ).describe('the stars that differ; without from (or to) if the rubric had (or has) no such category'),
}));

/** A feature moved from one level of maturity to another. */
export const MaturityChanged = announcement('MaturityChanged', () => ({
  feature: id(),
  team: optional(id()),
  from: id(),
  to: id(),
}));
