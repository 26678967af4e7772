import { announcement } from '../contract.ts';
import { id, optional } from '../fields.ts';

/** A message by which people see that a channel works. */
export const ChannelTested = announcement('ChannelTested', () => ({ channel: id(), team: optional(id()) }));
