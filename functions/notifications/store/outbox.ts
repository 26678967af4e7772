/** Messages as lists: those that are due, and for people what went out and what was given up. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { compare } from '../../kernel/model/facts.ts';
import { all, type Key, type Store } from '../../kernel/store/store.ts';
import { readTold } from '../model/told.ts';
import { whatOf } from '../model/what.ts';
import { messagesOf, PARKED_MESSAGES, WAITING_MESSAGES } from './message-keys.ts';
import { type Message, messageItem } from './messages.ts';

const keyed = lazy(() => z.object({ pk: z.string(), sk: z.string(), linkKey: z.string() }));
type Linked = Output<typeof keyed>;

/** The messages that may be tried now, the longest due first, as the index tells: each is read again before it is sent. */
export async function dueMessages(table: Store, now: string, most: number): Promise<Key[]> {
  return all(table.list('links', WAITING_MESSAGES, { to: now, limit: most }));
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
  return reportsOf(table, await newestIn(table, PARKED_MESSAGES, most));
}

/** What went out on a channel last, what waits for it and what was given up, newest first. */
export async function recentMessages(table: Store, channel: string, most = 50): Promise<MessageReport[]> {
  const pk = messagesOf(channel);
  const [sent, ...others] = await Promise.all([
    newestIn(table, pk, most),
    ...[WAITING_MESSAGES, PARKED_MESSAGES].map((partition) => within(table, partition, pk)),
  ]);
  const newest = [...sent, ...others.flat()].toSorted((a, b) => compare(b.linkKey, a.linkKey)).slice(0, most);
  return reportsOf(table, newest);
}

const newestIn = async (table: Store, partition: string, limit: number): Promise<Linked[]> =>
  (await all(table.list('links', partition, { reverse: true, limit }))).map((item) => keyed.parse(item));

/** The messages of one channel in a list that all channels share. */
async function within(table: Store, partition: string, pk: string): Promise<Linked[]> {
  const found: Linked[] = [];
  for await (const page of table.list('links', partition))
    found.push(...page.filter((item) => item.pk === pk).map((item) => keyed.parse(item)));
  return found;
}

/** In the order given. */
async function reportsOf(table: Store, listed: readonly Key[]): Promise<MessageReport[]> {
  const keys = listed.map(({ pk, sk }) => ({ pk, sk }));
  const found = new Map((await table.get(keys)).map((item) => [textOf(item), item]));
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
