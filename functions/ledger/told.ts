/** What was told to whom. It depends on the moment of knowing, so it is no part of what tables are compared by. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Entity } from '../../events/contract.ts';
import type { Store } from '../kernel/store/store.ts';
import { toldKey } from './keys.ts';

export async function wasTold({ documents, name }: Store, about: Entity, what: string): Promise<boolean> {
  const key = toldKey(about, what);
  const { Item } = await documents.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return Item !== undefined;
}

/** Marked after it was told: a crash between the two tells it again, under the same id. */
export async function markTold(
  { documents, name }: Store,
  about: Entity,
  what: string,
  at: string,
): Promise<void> {
  await documents.send(new PutCommand({ TableName: name, Item: { ...toldKey(about, what), at } }));
}
