import { announcement } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/** A review will lapse soon, and its reviewers have not answered yet. */
export const ReviewReminded = announcement('ReviewReminded', () => ({
  review: id(),
  team: optional(id()),
  lapsesAt: moment().describe('when it no longer holds anything up'),
}));

/** A review has waited as long as its change class allows. It no longer holds anything up, and is not approved. */
export const ReviewLapsed = announcement('ReviewLapsed', () => ({ review: id(), team: optional(id()) }));
