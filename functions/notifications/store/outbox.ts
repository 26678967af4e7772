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
export const messagesAnswer = lazy(() =>
  z.object({
    messages: z.array(messageReport()),
    /** What to ask for as `before`, where earlier ones were given up. */
    next: z.string().nullable(),
  }),
);

/** How many messages are shown at once. */
const MESSAGES_SHOWN = 100;

/** The messages that were given up last, newest first. @param before the `next` of the part before */
export async function readFailedMessages(
  table: Store,
  before?: string,
): Promise<{ readonly messages: MessageReport[]; readonly next: string | undefined }> {
  // Without its last character it sorts before every message of that moment, and behind all earlier ones.
  const range = { reverse: true, limit: MESSAGES_SHOWN + 1, to: before?.slice(0, -1) };
  const first = await all(table.list('links', FAILED_MESSAGES, range));
  // One more than is shown says whether there are more.
  const last = first.length > MESSAGES_SHOWN ? first.at(-2) : undefined;
  const earliest = last && linkIn.parse(last).linkKey;
  // Messages of one moment are in no order, so a part ends with all of its last moment.
  const listed =
    earliest === undefined
      ? first
      : [
          ...first.filter((item) => linkIn.parse(item).linkKey > earliest),
          ...(await all(table.list('links', FAILED_MESSAGES, { from: earliest, to: earliest }))),
        ];
  const keys = listed.map(({ pk, sk }) => ({ pk, sk }));
  const found = new Map((await table.get(keys)).map((item) => [textOf(item), item]));
  const messages = keys.flatMap((key) => {
    const item = found.get(textOf(key));
    return item === undefined ? [] : [reportOf(messageIn(item))];
  });
  return { messages, next: earliest };
}

const linkIn = lazy(() => z.object({ linkKey: z.string() }));

/** Those of the first part. */
export const failedMessages = async (table: Store): Promise<MessageReport[]> =>
  (await readFailedMessages(table)).messages;

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

function reportOf({ id, channel, kind, recipient, because, endedAt, type, body }: Message): MessageReport {
  const notice = readNotice(type, JSON.parse(body));
  const what = notice === undefined ? type : summaryOf(notice);
  const team = channel === ESCALATION ? (notice?.detail.team ?? undefined) : undefined;
  return { id, channel, team, kind, recipient, because, endedAt, what };
}
