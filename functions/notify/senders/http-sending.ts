/** What senders over HTTP work with, and what an outcome means for a message. */
import { afterAnswer } from '../../domain/notify/answered.ts';
import type { Sent } from '../../domain/notify/retry.ts';
import type { ChannelAddresses } from '../../runtime/channel-addresses.ts';
import type { Access, Outcome } from '../../runtime/outgoing/access.ts';

export interface HttpSending {
  readonly access: Access;
  readonly addresses: () => Promise<ChannelAddresses>;
}

export const noAddress = (channel: string): string =>
  `this host knows no address of the channel ${channel}: add it to the addresses of channels`;

/** @param now UTC instant */
export function sentBy(outcome: Outcome, now: string): Sent {
  if (outcome.kind !== 'answered') return outcome;
  const { status, headers, from } = outcome;
  return afterAnswer({ status, retryAfter: headers['retry-after'] }, from, now);
}
