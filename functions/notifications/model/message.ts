/** A message: one announcement on its way to one recipient of one channel. */
import { digestOf } from '../../../events/canonical-json.ts';
import { compare } from '../../kernel/model/facts.ts';
import type { ChannelRecord, OpenChannel } from './subscribed.ts';
import type { Told } from './told.ts';

/**
 * To whom on a channel: the channel itself, the address that it names, somebody of the team by their role (`role:pmm`),
 * or the team. Who that is, and where they are reached, is looked up when the message is sent.
 */
export type Recipient = 'channel' | 'to' | 'team' | `role:${string}`;

/** What e-mail to managers goes out under. No channel has a name with nothing in it. */
export const ESCALATION = '';

export interface Addressed {
  readonly id: string;
  /** A channel's id, or ESCALATION. */
  readonly channel: string;
  readonly kind: ChannelRecord['kind'];
  readonly recipient: Recipient;
}

/** The same for the same announcement, channel and recipient, so that a repeat is the same message. */
const messageId = (told: Told, channel: string, recipient: Recipient) =>
  `msg_${digestOf([told.detail.id, channel, recipient].join('\n'))}`;

/**
 * The messages that an announcement becomes, by channel.
 * @param channels those that carry it
 */
export function messagesFor(told: Told, channels: readonly OpenChannel[]): Addressed[] {
  const messages = channels.map(({ channel, record }): Addressed => {
    const recipient = recipientOn(record);
    return { id: messageId(told, channel, recipient), channel, kind: record.kind, recipient };
  });
  // A manager is told of what went out and was ignored; where no digest goes out there is none to ignore.
  if (channels.some(({ record }) => record.about.includes('digest')) && escalates(told))
    messages.push(toManager(told));
  return messages.toSorted((a, b) => compare(a.channel, b.channel));
}

function recipientOn({ kind, to, role }: ChannelRecord): Recipient {
  if (kind !== 'email') return 'channel';
  if (to != null) return 'to';
  return role == null ? 'team' : `role:${role}`;
}

const escalates = (told: Told) =>
  told.type === 'DigestReady' && told.detail.escalates === true && told.detail.team != null;

const toManager = (told: Told): Addressed => ({
  id: messageId(told, ESCALATION, 'role:em'),
  channel: ESCALATION,
  kind: 'email',
  recipient: 'role:em',
});
