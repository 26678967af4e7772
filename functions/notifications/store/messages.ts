/**
 * Messages on their way out: one item each, put before anything is sent, so that no message depends on its announcement coming
 * again. Every change is fenced by a revision, and only the holder of a lease sends a message until the lease ends.
 */
import * as z from 'zod';
import { digestOf } from '../../../events/canonical-json.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import type { Notice } from '../../../events/notices.ts';
import { encode } from '../../kernel/store/keys.ts';
import { getOne, type Item, type Key, type Store } from '../../kernel/store/store.ts';
import type { Addressed } from '../model/messages.ts';
import type { Next } from '../model/retry.ts';

/** The partition of the messages of a channel. A notice becomes one message for each recipient, so each is there once. */
export const messagesOf = (channel: string) => `MESSAGE#${encode(channel)}`;
export const keyOf = ({ channel, id }: Pick<Addressed, 'channel' | 'id'>): Key => ({
  pk: messagesOf(channel),
  sk: digestOf(id),
});
/** Partitions of the links index: messages by when they are to be tried (again), and those that were given up. */
export const WAITING_MESSAGES = 'MESSAGES#WAITING';
export const FAILED_MESSAGES = 'MESSAGES#PARKED';

/** As it is stored; `parked` and `begun` are called `failed` and `attemptsInFlight` everywhere else. */
const storedMessage = lazy(() =>
  z.object({
    id: z.string(),
    channel: z.string(),
    kind: z.enum(['slack', 'email', 'webhook', 'github']),
    recipient: z.string(),
    /** The announcement's type, and its detail as JSON text. */
    type: z.string(),
    body: z.string(),
    state: z.enum(['pending', 'leased', 'sent', 'parked']),
    /** UTC instants: when it was put, and before which it is not tried (again). */
    createdAt: z.string(),
    notBefore: z.string().optional(),
    /** When it was sent or given up. */
    endedAt: z.string().optional(),
    attempts: z.int(),
    begun: z.int(),
    isPlain: z.boolean(),
    /** Why it waits, or was given up. */
    because: z.string().optional(),
    /** What its sender must know when it repeats: for which commit on GitHub it made a check. */
    noted: z.string().optional(),
    revision: z.int(),
  }),
);
type StoredMessage = Output<typeof storedMessage>;

export interface Message extends Omit<StoredMessage, 'state' | 'begun'> {
  readonly state: 'pending' | 'leased' | 'sent' | 'failed';
  /** Attempts that were begun, and of which it is unknown whether the message arrived. */
  readonly attemptsInFlight: number;
}

export function messageIn(item: Item): Message {
  const { state, begun, ...rest } = storedMessage.parse(item);
  return { ...rest, state: state === 'parked' ? 'failed' : state, attemptsInFlight: begun };
}

/** Longer than the archive of the bus keeps events, so that a replay of them finds what was sent. */
const STORED_SECONDS = 400 * 86_400;

/** How long a lease lasts: longer than any function runs. */
export const LEASE_MS = 300_000;

/** In which list of the index it stands follows from its state. */
function itemOf(message: Message): Item {
  const { state, attemptsInFlight, ...rest } = message;
  return {
    ...keyOf(message),
    ...rest,
    state: state === 'failed' ? 'parked' : state,
    begun: attemptsInFlight,
    expiresAt: Math.floor(Date.parse(message.createdAt) / 1000) + STORED_SECONDS,
    link: listOf(message),
    linkKey: message.notBefore ?? message.endedAt,
  };
}

function listOf({ state, channel }: Message): string {
  if (state === 'sent') return messagesOf(channel);
  return state === 'failed' ? FAILED_MESSAGES : WAITING_MESSAGES;
}

/** Puts a message that waits to be sent, unless it was put before. */
export async function putMessage(
  table: Store,
  addressed: Addressed,
  { type, detail }: Notice,
  now: string,
): Promise<void> {
  const untried = {
    state: 'pending',
    attempts: 0,
    attemptsInFlight: 0,
    isPlain: false,
    revision: 1,
  } as const;
  const said = { type, body: JSON.stringify(detail), createdAt: now, notBefore: now };
  await table.put(itemOf({ ...addressed, ...said, ...untried }), 'ifAbsent');
}

/** A message as it stands, strongly consistent. */
export async function readMessage(table: Store, { pk, sk }: Key): Promise<Message | undefined> {
  const item = await getOne(table, { pk, sk });
  return item === undefined ? undefined : messageIn(item);
}

type Change = Partial<Omit<Message, 'id' | 'channel' | 'kind' | 'recipient' | 'type' | 'body' | 'revision'>>;

/** @returns the message as it stands now; `undefined` when another run changed it meanwhile */
async function write(table: Store, held: Message, to: Change): Promise<Message | undefined> {
  const changed = { ...held, ...to, revision: held.revision + 1 };
  const written = await table.put(itemOf(changed), { ifRevision: held.revision });
  return written === 'raced' ? undefined : changed;
}

/** Leases a message for sending it: the attempt is counted as in flight. @returns `undefined` when another run has it */
export function leaseMessage(table: Store, held: Message, now: string): Promise<Message | undefined> {
  const notBefore = new Date(Date.parse(now) + LEASE_MS).toISOString();
  return write(table, held, { state: 'leased', attemptsInFlight: held.attemptsInFlight + 1, notBefore });
}

/** Stores what a sender must know when it repeats the message. */
export const noteOnMessage = (table: Store, held: Message, noted: string) => write(table, held, { noted });

/**
 * A message that was given up begins again: with all of its attempts, as if it had just been put. One that was given up after it
 * was asked for was tried since.
 * @param askedAt UTC instant
 */
export async function beginAgain(table: Store, key: Key, askedAt: string, now: string): Promise<void> {
  const held = await readMessage(table, key);
  if (held?.state !== 'failed' || (held.endedAt !== undefined && held.endedAt > askedAt)) return;
  const untried = { state: 'pending', attempts: 0, attemptsInFlight: 0, isPlain: false } as const;
  await write(table, held, {
    ...untried,
    createdAt: now,
    notBefore: now,
    endedAt: undefined,
    because: undefined,
  });
}

/** Writes what is to be done with a message next. @returns `undefined` when another run changed it meanwhile */
export function settleMessage(
  table: Store,
  held: Message,
  next: Next,
  now: string,
): Promise<Message | undefined> {
  const { state, attempts, attemptsInFlight, isPlain } = next;
  const because = next.state === 'sent' ? undefined : next.because;
  const settled = { state, attempts, attemptsInFlight, isPlain, because };
  if (next.state === 'pending') return write(table, held, { ...settled, notBefore: next.notBefore });
  return write(table, held, { ...settled, notBefore: undefined, endedAt: now });
}
