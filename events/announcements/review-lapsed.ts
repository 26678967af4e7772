import { announcement } from '../contract.ts';
import { id } from '../fields.ts';

/** A review has waited as long as its change class lets it: it no longer holds anything up. */
export const ReviewLapsed = announcement('ReviewLapsed', { review: id });
