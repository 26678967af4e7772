import { announcement } from '../contract.ts';
import { id, text } from '../fields.ts';

/** An event that could not be understood was put aside, with the reason, for people to look at. */
export const EventQuarantined = announcement('EventQuarantined', () => ({
  reason: id().describe('one of the refusals, like BAD_TIME'),
  message: text(2000),
  digest: id().describe('of the refused entry: the same entry sent again has the same one'),
}));
