/** What holds messages back: a receiver that asked to be left alone, how much GitHub takes, and whose turn it is. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Store } from '../kernel/store/store.ts';
import { ifHolds } from './conditional.ts';
import type { Key } from './keys.ts';
import { messagesOf } from './message-keys.ts';
import { LEASE_MS } from './messages.ts';

/** What is of GitHub as a whole is where no channel's messages are. */
const GITHUB = messagesOf('');

/** Where a pause holds: on one channel, or for all of GitHub. */
export const pauseKey = (channel: string, kind: string): Key =>
  kind === 'github' ? { pk: GITHUB, sk: 'github-pause' } : { pk: messagesOf(channel), sk: 'pause' };

const item = z.object({ until: z.string() });
const expiry = (at: string) => Math.floor(Date.parse(at) / 1000) + 86_400;

/** Until when nothing may be sent; undefined when something may. */
export async function pausedUntil(
  { documents, name }: Store,
  key: Key,
  now: string,
): Promise<string | undefined> {
  const { Item } = await documents.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  const until = Item === undefined ? undefined : item.parse(Item).until;
  return until !== undefined && now < until ? until : undefined;
}

export async function pause({ documents, name }: Store, key: Key, until: string): Promise<void> {
  const Item = { ...key, until, expiresAt: expiry(until) };
  await documents.send(new PutCommand({ TableName: name, Item }));
}

/** Half of what GitHub takes: two windows of the clock that follow each other are never more than it takes in any one. */
const MOST_WRITES = [
  { every: 60_000, most: 40 },
  { every: 3_600_000, most: 250 },
] as const;

/**
 * Asks for one write at GitHub. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * @returns UTC instant from which on there are writes again; undefined when this one may go ahead
 */
export async function takeWrite(table: Store, now: string): Promise<string | undefined> {
  for (const { every, most } of MOST_WRITES) {
    const from = Math.floor(Date.parse(now) / every) * every;
    const until = new Date(from + every).toISOString();
    if (!(await countOne(table, `writes#${every}#${from}`, most, until))) return until;
  }
  return undefined;
}

async function countOne(
  { documents, name }: Store,
  sk: string,
  most: number,
  until: string,
): Promise<boolean> {
  const counted = await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: { pk: GITHUB, sk },
        UpdateExpression: 'SET expiresAt = :expiresAt ADD writes :one',
        ConditionExpression: 'attribute_not_exists(writes) OR writes < :most',
        ExpressionAttributeValues: { ':one': 1, ':most': most, ':expiresAt': expiry(until) },
      }),
    ),
  );
  return counted !== undefined;
}

const isFree = 'attribute_not_exists(pk) OR #until <= :now OR holder = :holder';
const names = { '#until': 'until' };
const turnKey = (channel: string): Key => ({ pk: messagesOf(channel), sk: 'turn' });

/**
 * Takes a channel's turn, so that no two write the same comment at once.
 * @param holder the message, which may take its own turn again
 */
export async function takeTurn(
  { documents, name }: Store,
  channel: string,
  holder: string,
  now: string,
): Promise<boolean> {
  const until = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const taken = await ifHolds(
    documents.send(
      new PutCommand({
        TableName: name,
        Item: { ...turnKey(channel), until, holder, expiresAt: expiry(until) },
        ConditionExpression: isFree,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':now': now, ':holder': holder },
      }),
    ),
  );
  return taken !== undefined;
}

/** Gives the turn back, unless somebody else has it by now. */
export async function endTurn(
  { documents, name }: Store,
  channel: string,
  holder: string,
  now: string,
): Promise<void> {
  await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: turnKey(channel),
        UpdateExpression: 'SET #until = :now',
        ConditionExpression: 'holder = :holder',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':now': now, ':holder': holder },
      }),
    ),
  );
}
