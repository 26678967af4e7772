/** Nothing is sent on a channel, and nobody is reminded of an entity, until a moment; and what has a channel send. */
import type { Entity } from '../../../../events/contract.ts';
import {
  mustBeAllowed,
  mustBeKnown,
  refusal,
  type Statement,
  StatementIncompleteError,
  type Stating,
} from './statement.ts';

interface Until {
  /** UTC instant; it ends now without it. */
  readonly until?: string | undefined;
  readonly reason?: string | undefined;
}

/** @throws {StatementRefusedError} */
export function mute(stating: Stating, { channel, until, reason }: Until & { channel: string }): Statement {
  mustBeKnown(stating, 'channel', channel);
  mustBeAllowed(stating, 'mute', { kind: 'channel', id: channel });
  const words =
    until === undefined ? `lets channel ${channel} send again` : `mutes channel ${channel} until ${until}`;
  return {
    facts: [{ type: 'ChannelMuted', fields: { channel, until: until ?? stating.now, reason } }],
    words,
  };
}

export type Snoozable = Entity & { readonly kind: 'team' | 'feature' | 'review' };

/** @throws {StatementIncompleteError} for what nobody is reminded of */
export function snoozable(reference: string): Snoozable {
  const at = reference.indexOf(':');
  const kind = reference.slice(0, at);
  if (kind === 'team' || kind === 'feature' || kind === 'review')
    return { kind, id: reference.slice(at + 1) };
  throw new StatementIncompleteError('entity', 'This is no team:…, feature:… or review:…');
}

/** @param about of a review the caller knows that somebody requested it @throws {StatementRefusedError} */
export function snooze(stating: Stating, about: Snoozable, { until, reason }: Until): Statement {
  if (about.kind !== 'review') mustBeKnown(stating, about.kind, about.id);
  mustBeAllowed(stating, 'snooze', about);
  const entity = `${about.kind}:${about.id}`;
  const words = until === undefined ? `is reminded of ${entity} again` : `snoozes ${entity} until ${until}`;
  return {
    facts: [{ type: 'EntitySnoozed', fields: { entity, until: until ?? stating.now, reason } }],
    words,
  };
}

/** @throws {StatementRefusedError} */
export function channelTest(stating: Stating, channel: string): Statement {
  mustBeKnown(stating, 'channel', channel);
  if (stating.known.channels.get(channel)?.isGone)
    throw refusal(`channel ${channel} is gone from the catalog`);
  return {
    facts: [{ type: 'ChannelTestRequested', fields: { channel } }],
    words: `has a test sent on channel ${channel}`,
    next: `${AFTERWARDS}; a muted channel sends nothing`,
  };
}

export const AFTERWARDS = 'If it cannot be sent, `message list` and /internal/messages say why';
