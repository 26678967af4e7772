import { announcement } from '../contract.ts';
import { id, optional } from '../fields.ts';

/** A feature moved from one level of maturity to another. */
export const MaturityChanged = announcement('MaturityChanged', () => ({
  feature: id(),
  team: optional(id()),
  from: id(),
  to: id(),
}));
