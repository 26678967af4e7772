/** What senders over HTTP work with, and what an outcome means for a message. */
import type { Access, Outcome } from '../../kernel/outgoing/exchange.ts';
import type { ChannelAddresses } from '../channel-addresses.ts';
import { afterAnswer, type Sent } from '../model/retry.ts';

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
