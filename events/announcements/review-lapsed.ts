import { announcement } from '../contract.ts';
import { id, optional } from '../fields.ts';

/** A review has waited as long as its change class lets it: it no longer holds anything up. It is not approved. */
export const ReviewLapsed = announcement('ReviewLapsed', () => ({ review: id(), team: optional(id()) }));
