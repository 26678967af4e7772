/**
 * Messages on their way out. Each is one item, put before anything is sent, that goes from pending over leased to sent or
 * parked; so nothing that goes out depends on whether an event comes again. Every change is fenced by a revision, and
 * whoever leased a message is the only one who sends it until the lease ends.
 */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { getOne, type Item, type Key, type Store } from '../../kernel/store/store.ts';
import type { Addressed } from '../model/message.ts';
import type { Next } from '../model/retry.ts';
import type { Told } from '../model/told.ts';
import { messageKey, messagesOf, PARKED_MESSAGES, WAITING_MESSAGES } from './message-keys.ts';

export const messageItem = lazy(() =>
  z.object({
    id: z.string(),
    channel: z.string(),
    kind: z.enum(['slack', 'email', 'webhook', 'github']),
    recipient: z.string(),
    /** The announcement's type, and its detail as JSON text. */
    type: z.string(),
    body: z.string(),
    state: z.enum(['pending', 'leased', 'sent', 'parked']),
    /** UTC instants: when it was put, and before which nobody tries it (again). */
    createdAt: z.string(),
    notBefore: z.string().optional(),
    /** When it was sent or given up. */
    endedAt: z.string().optional(),
    attempts: z.int(),
    begun: z.int(),
    isPlain: z.boolean(),
    /** Why it waits, or was given up. */
    because: z.string().optional(),
    /** What its sender must know when it repeats: where on GitHub it began to write. */
    noted: z.string().optional(),
    revision: z.int(),
  }),
);
export type Message = Output<typeof messageItem>;

/**
 * How long a message is kept, in days: longer than the archive of the bus keeps facts, because whatever is replayed from
 * it must find that it was told.
 */
const KEPT_DAYS = 400;
const DAY_SECONDS = 86_400;

/** How long one who leased a message has for sending it; no function runs as long. In milliseconds. */
export const LEASE_MS = 300_000;

export const keyOf = ({ channel, id }: Pick<Addressed, 'channel' | 'id'>): Key => messageKey(channel, id);

/** A message as it is stored: where the index finds it follows from its state. */
const itemOf = (message: Message): Item => ({
  ...keyOf(message),
  ...message,
  expiresAt: Math.floor(Date.parse(message.createdAt) / 1000) + KEPT_DAYS * DAY_SECONDS,
  link: listOf(message),
  linkKey: message.notBefore ?? message.endedAt,
});

function listOf({ state, channel }: Message): string {
  if (state === 'sent') return messagesOf(channel);
  return state === 'parked' ? PARKED_MESSAGES : WAITING_MESSAGES;
}

/** Puts a message that waits to be sent, unless it was put before. @param now UTC instant */
export async function putMessage(
  table: Store,
  addressed: Addressed,
  { type, detail }: Told,
  now: string,
): Promise<void> {
  const message: Message = {
    ...addressed,
    type,
    body: JSON.stringify(detail),
    state: 'pending',
    createdAt: now,
    notBefore: now,
    attempts: 0,
    begun: 0,
    isPlain: false,
    revision: 1,
  };
  await table.put(itemOf(message), 'ifAbsent');
}

/** A message as it stands, strongly consistent. */
export async function readMessage(table: Store, { pk, sk }: Key): Promise<Message | undefined> {
  const item = await getOne(table, { pk, sk });
  return item === undefined ? undefined : messageItem.parse(item);
}

type Change = Partial<Omit<Message, 'id' | 'channel' | 'kind' | 'recipient' | 'type' | 'body' | 'revision'>>;

/** @returns the message as it stands now; `undefined` when somebody else changed it meanwhile */
async function change(table: Store, held: Message, to: Change): Promise<Message | undefined> {
  const changed = { ...held, ...to, revision: held.revision + 1 };
  const written = await table.put(itemOf(changed), { ifRevision: held.revision });
  return written === 'raced' ? undefined : changed;
}

/** Takes a message for sending it: the send is counted as begun. @returns `undefined` when somebody else has it */
export function leaseMessage(table: Store, held: Message, now: string): Promise<Message | undefined> {
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  return change(table, held, { state: 'leased', begun: held.begun + 1, notBefore: until });
}

/** Keeps what a sender must know when it repeats the message. */
export const noteOnMessage = (table: Store, held: Message, noted: string) => change(table, held, { noted });

/** Writes what is to be done with a message next. @returns `undefined` when somebody else changed it meanwhile */
export function settleMessage(
  table: Store,
  held: Message,
  next: Next,
  now: string,
): Promise<Message | undefined> {
  const { state, attempts, begun, isPlain } = next;
  const because = next.state === 'sent' ? undefined : next.because;
  const left = { state, attempts, begun, isPlain, because };
  if (next.state === 'pending') return change(table, held, { ...left, notBefore: next.notBefore });
  return change(table, held, { ...left, notBefore: undefined, endedAt: now });
}
