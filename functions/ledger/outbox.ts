/** Messages as lists: those that are due, and for people what went out and what was given up. */
import * as z from 'zod';
import { compare } from '../domain/entries.ts';
import { readTold } from '../domain/notify/told.ts';
import { whatOf } from '../domain/notify/what.ts';
import type { Store } from '../kernel/store/store.ts';
import type { Key } from './keys.ts';
import { messagesOf, PARKED_MESSAGES, WAITING_MESSAGES } from './message-keys.ts';
import { type Message, messageItem } from './messages.ts';
import { all, byKeys, firstOf, inIndex } from './query.ts';
import { LINKS } from './table.ts';

const keyed = z.object({ pk: z.string(), sk: z.string(), linkKey: z.string() });

/** The messages that may be tried now, the longest due first, as the index tells: each is read again before it is sent. */
export async function dueMessages(table: Store, now: string, most: number): Promise<Key[]> {
  const query = inIndex(LINKS, WAITING_MESSAGES);
  const { items } = await firstOf(
    table,
    {
      ...query,
      KeyConditionExpression: `${query.KeyConditionExpression} AND #due <= :now`,
      ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#due': LINKS.sortKey },
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':now': now },
    },
    most,
  );
  return items.map((item) => keyed.parse(item));
}

/** A message for people to see: neither who gets it by name or address, nor any address that is a secret. */
export interface MessageReport {
  readonly id: string;
  /** Empty for what goes to a team's manager. */
  readonly channel: string;
  readonly kind: Message['kind'];
  /** `channel`, `to`, `team` or `role:pmm` */
  readonly recipient: string;
  /** `the digest of team:search for 2024-03` */
  readonly what: string;
  readonly team?: string | undefined;
  readonly state: Message['state'];
  readonly because?: string | undefined;
  /** UTC instants. */
  readonly createdAt: string;
  readonly notBefore?: string | undefined;
  readonly endedAt?: string | undefined;
}

/** The messages that were given up last, newest first. */
export async function parkedMessages(table: Store, most = 100): Promise<MessageReport[]> {
  const { items } = await firstOf(table, newestFirst(PARKED_MESSAGES), most);
  return reportsOf(table, items);
}

/** What went out on a channel last, what waits for it and what was given up, newest first. */
export async function recentMessages(table: Store, channel: string, most = 50): Promise<MessageReport[]> {
  const pk = messagesOf(channel);
  const [sent, ...others] = await Promise.all([
    firstOf(table, newestFirst(pk), most),
    ...[WAITING_MESSAGES, PARKED_MESSAGES].map((partition) => all(table, within(partition, pk))),
  ]);
  const newest = [...sent.items, ...others.flat()]
    .map((item) => keyed.parse(item))
    .toSorted((a, b) => compare(b.linkKey, a.linkKey))
    .slice(0, most);
  return reportsOf(table, newest);
}

const newestFirst = (partition: string) => ({ ...inIndex(LINKS, partition), ScanIndexForward: false });

function within(partition: string, pk: string) {
  const query = inIndex(LINKS, partition);
  return {
    ...query,
    FilterExpression: 'pk = :pk',
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':pk': pk },
  };
}

/** In the order given. */
async function reportsOf(table: Store, items: readonly unknown[]): Promise<MessageReport[]> {
  const keys = items.map((item) => keyed.parse(item));
  const found = new Map((await byKeys(table, keys)).map((item) => [textOf(keyed.parse(item)), item]));
  return keys.flatMap((key) => {
    const item = found.get(textOf(key));
    return item === undefined ? [] : [reportOf(messageItem.parse(item))];
  });
}

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

function reportOf(message: Message): MessageReport {
  const { id, channel, kind, recipient, state, because, createdAt, notBefore, endedAt } = message;
  const told = readTold(message.type, JSON.parse(message.body));
  return {
    id,
    channel,
    kind,
    recipient,
    what: told === undefined ? message.type : whatOf(told),
    team: told?.detail.team ?? undefined,
    state,
    because,
    createdAt,
    notBefore,
    endedAt,
  };
}
