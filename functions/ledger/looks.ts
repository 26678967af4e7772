/** How far a place was looked at for what its webhooks missed, and what keeps us from looking. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Store } from '../kernel/store/store.ts';
import { ifHolds } from './conditional.ts';
import { lookKey, looksAt, PAUSE_KEY } from './keys.ts';
import { all } from './query.ts';

/** Changes and releases are compared with the ledger; deliveries that failed are asked for again. */
export type Part = 'changes' | 'deliveries';

export const look = z.object({
  place: z.string(),
  /** The projects that its mapping names, and the trains that they and its releases are on. */
  projects: z.array(z.string()),
  trains: z.array(z.string()),
  /** Of its mapping: under another one all is looked at again. */
  mapping: z.string().optional(),
  /** When it was last tried: whoever waits longest comes first. UTC instant. */
  triedAt: z.string(),
  /** All that happened there up to this moment is in the ledger. UTC instant; absent while it was never looked at. */
  upTo: z.string().optional(),
  /** Why it cannot be looked at, and when that is tried again. */
  parked: z.object({ because: z.string(), until: z.string() }).optional(),
});
export type Look = z.output<typeof look>;

/** Strongly consistent. */
export async function readLooks(table: Store, part: Part): Promise<Look[]> {
  const items = await all(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': looksAt(part) },
    ConsistentRead: true,
  });
  return items.map((item) => look.parse(item));
}

/** A slower writer that began earlier has lost. */
const isLater = 'attribute_not_exists(pk) OR triedAt <= :triedAt';

export async function keepLook({ documents, name }: Store, part: Part, one: Look): Promise<void> {
  const put = new PutCommand({
    TableName: name,
    Item: { ...lookKey(part, one.place), ...one },
    ConditionExpression: isLater,
    ExpressionAttributeValues: { ':triedAt': one.triedAt },
  });
  await ifHolds(documents.send(put));
}

const pause = z.object({ until: z.string() });

/** Until when the API is left alone, for it asked for that. UTC instant. */
export async function readPause({ documents, name }: Store): Promise<string | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: name, Key: PAUSE_KEY, ConsistentRead: true }),
  );
  return Item === undefined ? undefined : pause.parse(Item).until;
}

export async function keepPause({ documents, name }: Store, until: string): Promise<void> {
  await documents.send(new PutCommand({ TableName: name, Item: { ...PAUSE_KEY, until } }));
}
