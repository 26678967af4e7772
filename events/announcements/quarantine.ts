import { announcement } from '../contract.ts';
import { id, text } from '../fields.ts';

/** An event that could not be understood was stored with the reason, for people to look at. */
export const EventQuarantined = announcement('EventQuarantined', () => ({
  reason: id().describe('the code of the refusal, like BAD_TIME'),
  message: text(2000),
  digest: id().describe('of the refused entry; the same for the same entry'),
}));
