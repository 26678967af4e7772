/** Messages as lists: those that are due, and for people those that were given up. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { readNotice } from '../../../events/notices.ts';
import { all, type Key, type Store } from '../../kernel/store/store.ts';
import { ESCALATION } from '../model/messages.ts';
import { summaryOf } from '../model/notices.ts';
import { FAILED_MESSAGES, type Message, messageIn, WAITING_MESSAGES } from './messages.ts';

/** The messages that are due, the longest due first. The index may lag: each is read again before it is sent. */
export function dueMessages(table: Store, now: string, limit: number): Promise<Key[]> {
  return all(table.list('links', WAITING_MESSAGES, { to: now, limit }));
}

/** A message for people to see, without the name or address of its recipient, and without addresses that are secrets. */
const messageReport = lazy(() =>
  z.object({
    id: z.string(),
    /** Empty for a message to the manager of a team. */
    channel: z.string(),
    /** Whose manager it goes to, where it goes out on no channel. */
    team: z.string().optional(),
    kind: z.enum(['slack', 'email', 'webhook', 'github']),
    recipient: z.string(),
    because: z.string().optional(),
    endedAt: z.string().optional(),
    /** `the digest of team:search for 2024-03` */
    what: z.string(),
  }),
);
export type MessageReport = Output<typeof messageReport>;

/** Those that were given up, as the API answers. */
export const messagesAnswer = lazy(() => z.object({ messages: z.array(messageReport()) }));

/** The messages that were given up last, newest first. */
export async function failedMessages(table: Store, limit = 100): Promise<MessageReport[]> {
  const listed = await all(table.list('links', FAILED_MESSAGES, { reverse: true, limit }));
  const keys = listed.map(({ pk, sk }) => ({ pk, sk }));
  const found = new Map((await table.get(keys)).map((item) => [textOf(item), item]));
  return keys.flatMap((key) => {
    const item = found.get(textOf(key));
    return item === undefined ? [] : [reportOf(messageIn(item))];
  });
}

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

function reportOf({ id, channel, kind, recipient, because, endedAt, type, body }: Message): MessageReport {
  const notice = readNotice(type, JSON.parse(body));
  const what = notice === undefined ? type : summaryOf(notice);
  const team = channel === ESCALATION ? (notice?.detail.team ?? undefined) : undefined;
  return { id, channel, team, kind, recipient, because, endedAt, what };
}
