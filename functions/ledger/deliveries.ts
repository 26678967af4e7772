/** What was delivered: for people to see for some weeks, and, for senders that sign an id, to know a repeat by. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { digestOf } from '../../events/canonical-json.ts';
import type { Store } from '../kernel/store/store.ts';
import { ifHolds } from './conditional.ts';
import { deliveredKey, deliveredOn, receivedKey } from './keys.ts';
import { all } from './query.ts';

export const delivered = z.object({
  source: z.string(),
  /** UTC instant of arrival. */
  at: z.string(),
  /** In the sender's words: `pull_request closed`. */
  event: z.string(),
  outcome: z.enum(['accepted', 'duplicate', 'ignored', 'quarantined', 'unattributed', 'ping']),
  place: z.string().optional(),
  /** What the facts are about: `project:rank`. */
  to: z.array(z.string()),
  because: z.string().optional(),
});
export type Delivered = z.output<typeof delivered>;

/** How long a delivery is shown. */
const DAYS = 30;
const DAY_SECONDS = 86_400;

/** @param digest of its body, so that two of one moment are two */
export async function keepDelivered(
  { documents, name }: Store,
  one: Delivered,
  digest: string,
): Promise<void> {
  const expiresAt = Math.floor(Date.parse(one.at) / 1000) + DAYS * DAY_SECONDS;
  const item = { ...deliveredKey(one.source, one.at, digest), ...one, expiresAt };
  await documents.send(new PutCommand({ TableName: name, Item: item }));
}

/** The deliveries of a source in the days before a moment, the newest first. What has expired is not swept at once. */
export async function readDelivered(
  table: Store,
  source: string,
  days: readonly string[],
): Promise<Delivered[]> {
  const found: Delivered[] = [];
  for (const day of days) {
    const items = await all(table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': deliveredOn(source, day) },
      ScanIndexForward: false,
    });
    found.push(...items.map((item) => delivered.parse(item)));
  }
  return found;
}

const received = z.object({ digest: z.string() });

/** Whether a signed id came before: with the same body, or with another one. */
export async function wasReceived(
  { documents, name }: Store,
  source: string,
  id: string,
  body: Buffer,
): Promise<'new' | 'same' | 'other'> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: name, Key: receivedKey(source, id), ConsistentRead: true }),
  );
  if (Item === undefined) return 'new';
  return received.parse(Item).digest === digestOf(body.toString('latin1')) ? 'same' : 'other';
}

/** After its facts are on the bus, and not before: what crashes in between is taken once more. */
export async function markReceived(
  { documents, name }: Store,
  source: string,
  id: string,
  body: Buffer,
): Promise<void> {
  const item = { ...receivedKey(source, id), digest: digestOf(body.toString('latin1')) };
  await ifHolds(
    documents.send(
      new PutCommand({ TableName: name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
    ),
  );
}
