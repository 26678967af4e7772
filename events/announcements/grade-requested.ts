import { announcement } from '../contract.ts';
import { id, optional } from '../fields.ts';

/** Grades can have changed: of one feature, of every feature of a team, or, where it names neither, of all. */
export const GradeRequested = announcement('GradeRequested', () => ({
  feature: optional(id()),
  team: optional(id()),
}));
