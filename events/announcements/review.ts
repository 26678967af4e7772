import { announcement } from '../contract.ts';
import { id, moment, optional } from '../fields.ts';

/** A review will soon hold nothing up any more, and its reviewers have not answered yet. */
export const ReviewReminded = announcement('ReviewReminded', () => ({
  review: id(),
  team: optional(id()),
  lapsesAt: moment().describe('when it holds nothing up any more'),
}));

/** A review has waited as long as its change class lets it: it no longer holds anything up. It is not approved. */
export const ReviewLapsed = announcement('ReviewLapsed', () => ({ review: id(), team: optional(id()) }));
