/** Messages as lists: those that are due, and for people what went out and what was given up. */
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { readNotice } from '../../../events/notices.ts';
import { compare } from '../../kernel/model/facts.ts';
import { all, type Key, type Store } from '../../kernel/store/store.ts';
import { summaryOf } from '../model/notices.ts';
import { FAILED_MESSAGES, type Message, messageIn, messagesOf, WAITING_MESSAGES } from './messages.ts';

const keyed = lazy(() => z.object({ pk: z.string(), sk: z.string(), linkKey: z.string() }));
type Linked = Output<typeof keyed>;

/** The messages that are due, the longest due first. The index may lag: each is read again before it is sent. */
export async function dueMessages(table: Store, now: string, most: number): Promise<Key[]> {
  return all(table.list('links', WAITING_MESSAGES, { to: now, limit: most }));
}

/** A message for people to see, without the name or address of its recipient, and without addresses that are secrets. */
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
export async function failedMessages(table: Store, most = 100): Promise<MessageReport[]> {
  return reportsOf(table, await newestIn(table, FAILED_MESSAGES, most));
}

/** The last messages of a channel, whether sent, waiting or given up, newest first. */
export async function recentMessages(table: Store, channel: string, most = 50): Promise<MessageReport[]> {
  const pk = messagesOf(channel);
  const [sent, ...others] = await Promise.all([
    newestIn(table, pk, most),
    ...[WAITING_MESSAGES, FAILED_MESSAGES].map((partition) => within(table, partition, pk)),
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
    return item === undefined ? [] : [reportOf(messageIn(item))];
  });
}

const textOf = ({ pk, sk }: Key) => `${pk}\n${sk}`;

function reportOf(message: Message): MessageReport {
  const { id, channel, kind, recipient, state, because, createdAt, notBefore, endedAt } = message;
  const notice = readNotice(message.type, JSON.parse(message.body));
  return {
    id,
    channel,
    kind,
    recipient,
    what: notice === undefined ? message.type : summaryOf(notice),
    team: notice?.detail.team ?? undefined,
    state,
    because,
    createdAt,
    notBefore,
    endedAt,
  };
}
