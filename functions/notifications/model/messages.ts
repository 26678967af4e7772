/** From a notice to messages: which channels carry it, what each carries of it, and to whom. */
import { digestOf } from '../../../events/canonical-json.ts';
import { everyOf } from '../../../events/fields.ts';
import type { Notice } from '../../../events/notices.ts';
import type { ChannelState } from '../../catalog/model/registered.ts';
import type { Digest, SectionName } from '../../digests/model/model.ts';
import { only } from '../../digests/model/sections.ts';
import { compare } from '../../kernel/model/facts.ts';
import { topicsOf } from './notices.ts';

export type ChannelRecord = NonNullable<ChannelState['record']>;

/** A channel that something may go out on. */
export interface OpenChannel {
  readonly channel: string;
  readonly record: ChannelRecord;
}

/** Why nothing goes out on a channel at a moment; `undefined` when something may. */
export function closedBecause(state: ChannelState | undefined, now: string): string | undefined {
  if (state?.record === undefined || state.retiredAt !== undefined) return 'the channel is gone';
  if (state.mutedUntil !== undefined && now < state.mutedUntil)
    return `the channel is muted until ${state.mutedUntil}`;
  return undefined;
}

/** The channels that carry a notice, in the order given. @param org of the notice's team, where it has one */
export const subscribed = (
  channels: readonly ChannelState[],
  notice: Notice,
  org: string | undefined,
  now: string,
): OpenChannel[] =>
  channels.flatMap((state) => {
    const { channel, record } = state;
    if (record === undefined || closedBecause(state, now) !== undefined) return [];
    const wants = asksFor(record, notice) && isAudience(record.audience, notice, org);
    return wants ? [{ channel, record }] : [];
  });

function asksFor({ about, periods }: ChannelRecord, notice: Notice): boolean {
  if (!topicsOf[notice.type].some((topic) => about.includes(topic))) return false;
  return notice.type !== 'DigestReady' || (periods ?? ['month']).includes(everyOf(notice.detail.period));
}

function isAudience(audience: string, notice: Notice, org: string | undefined): boolean {
  if (notice.type === 'DigestReady') {
    const of = notice.detail.audience;
    return audience === 'teams' ? of.startsWith('team:') : of === audience;
  }
  const { team } = notice.detail;
  if (audience === 'all') return true;
  if (team == null) return false;
  return (
    audience === 'teams' || audience === `team:${team}` || (org !== undefined && audience === `org:${org}`)
  );
}

/** The sections of the topics that a channel is about; a quiet digest when there is nothing in it for the channel. */
export function excerptFor(digest: Digest, about: ChannelRecord['about']): Digest {
  if (about.includes('digest')) return digest;
  const wanted: SectionName[] = [
    ...(about.includes('features') ? (['features'] as const) : []),
    ...(about.includes('launches') ? (['upcoming'] as const) : []),
  ];
  const launches = digest.upcoming.items.filter(({ kind }) => kind === 'launch');
  // The items that a digest leaves out are of any kind, so only launches among those that it has are counted.
  return only({ ...digest, upcoming: { items: launches, total: launches.length } }, wanted);
}

/**
 * To whom on a channel: the channel itself, the address that it names, a person of the team by role (`role:pmm`),
 * or the team. Who that is, and their address, is looked up when the message is sent.
 */
export type Recipient = 'channel' | 'to' | 'team' | `role:${string}`;

/** In place of a channel, for e-mail to managers. No channel has an empty name. */
export const ESCALATION = '';

/** One notice on its way to one recipient of one channel. */
export interface Addressed {
  readonly id: string;
  /** A channel's id, or ESCALATION. */
  readonly channel: string;
  readonly kind: ChannelRecord['kind'];
  readonly recipient: Recipient;
}

/** A repeat of the same notice has the same id. */
function addressed(
  notice: Notice,
  channel: string,
  kind: Addressed['kind'],
  recipient: Recipient,
): Addressed {
  const id = `msg_${digestOf([notice.detail.id, channel, recipient].join('\n'))}`;
  return { id, channel, kind, recipient };
}

/** A test goes to the one channel that it is of. */
export const testOn = (notice: Notice, { channel, record }: OpenChannel): Addressed =>
  addressed(notice, channel, record.kind, recipientOn(record));

/** @param channels those that carry the notice */
export function messagesFor(notice: Notice, channels: readonly OpenChannel[]): Addressed[] {
  const messages = channels.map(({ channel, record }) =>
    addressed(notice, channel, record.kind, recipientOn(record)),
  );
  // A manager hears of a digest that was sent and ignored; where no digest is sent, none was ignored.
  if (channels.some(({ record }) => record.about.includes('digest')) && escalates(notice))
    messages.push(addressed(notice, ESCALATION, 'email', 'role:em'));
  return messages.toSorted((a, b) => compare(a.channel, b.channel));
}

function recipientOn({ kind, to, role }: ChannelRecord): Recipient {
  if (kind !== 'email') return 'channel';
  if (to != null) return 'to';
  return role == null ? 'team' : `role:${role}`;
}

const escalates = (notice: Notice) =>
  notice.type === 'DigestReady' && notice.detail.escalates === true && notice.detail.team != null;
