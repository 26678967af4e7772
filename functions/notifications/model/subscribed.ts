/** Which channels carry an announcement. */

import { everyOf } from '../../../events/fields.ts';
import type { ChannelState } from '../../catalog/model/registered.ts';
import { type Told, topicsOf } from './told.ts';

export type ChannelRecord = NonNullable<ChannelState['record']>;

/** A channel that something may go out on. */
export interface OpenChannel {
  readonly channel: string;
  readonly record: ChannelRecord;
}

/** Why nothing goes out on a channel at a moment; undefined when something may. */
export function closedBecause(state: ChannelState | undefined, now: string): string | undefined {
  if (state?.record === undefined || state.retiredAt !== undefined) return 'the channel is gone';
  if (state.mutedUntil !== undefined && now < state.mutedUntil)
    return `the channel is muted until ${state.mutedUntil}`;
  return undefined;
}

/**
 * The channels that carry an announcement, in the order given.
 * @param org of the announcement's team, where it has one
 * @param now UTC instant, for channels that are muted
 */
export const subscribed = (
  channels: readonly ChannelState[],
  told: Told,
  org: string | undefined,
  now: string,
): OpenChannel[] =>
  channels.flatMap((state) => {
    const { channel, record } = state;
    if (record === undefined || closedBecause(state, now) !== undefined) return [];
    const wants = asksFor(record, told) && isAudience(record.audience, told, org);
    return wants ? [{ channel, record }] : [];
  });

function asksFor({ about, periods }: ChannelRecord, told: Told): boolean {
  if (!topicsOf[told.type].some((topic) => about.includes(topic))) return false;
  return told.type !== 'DigestReady' || (periods ?? ['month']).includes(everyOf(told.detail.period));
}

function isAudience(audience: string, told: Told, org: string | undefined): boolean {
  if (told.type === 'DigestReady') {
    const of = told.detail.audience;
    return audience === 'teams' ? of.startsWith('team:') : of === audience;
  }
  const { team } = told.detail;
  if (audience === 'all') return true;
  if (team == null) return false;
  return (
    audience === 'teams' || audience === `team:${team}` || (org !== undefined && audience === `org:${org}`)
  );
}
