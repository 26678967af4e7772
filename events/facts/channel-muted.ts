import { channel, fact } from '../contract.ts';
import { id, moment, optional, text } from '../fields.ts';

/** Nothing goes out on a channel until a moment. What would have gone out in between is not sent later. */
export const ChannelMuted = fact(
  'ChannelMuted',
  () => ({ channel: id(), until: moment(), reason: optional(text(2000)) }),
  (detail) => [channel(detail.channel)],
);
