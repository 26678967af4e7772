/** Which source of the catalog a place is: by its name or, when it was renamed since, by what stays the same of it. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type SourceState, sourceState } from '../domain/source.ts';
import type { Store } from '../kernel/store/store.ts';
import { ifHolds } from './conditional.ts';
import { placeKey } from './keys.ts';
import { readStates } from './summary.ts';

const known = z.object({ place: z.string() });

/** The mapping of a place, strongly consistent; undefined while nobody has mapped it. */
export async function readPlace(
  table: Store,
  place: string,
  placeId: string | undefined,
): Promise<SourceState | undefined> {
  const own = await readMapping(table, place);
  if (own !== undefined || placeId === undefined) return own;
  const { documents, name } = table;
  const { Item } = await documents.send(
    new GetCommand({ TableName: name, Key: placeKey(placeId), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : readMapping(table, known.parse(Item).place);
}

async function readMapping(table: Store, place: string): Promise<SourceState | undefined> {
  const state = (await readStates(table, 'source', sourceState, [place])).get(place);
  return state?.registration === undefined || state.retiredAt !== undefined ? undefined : state;
}

const isNews = 'attribute_not_exists(pk) OR place <> :place';

/** Remembers which mapping a place has, for when it goes by another name. */
export async function rememberPlace(
  { documents, name }: Store,
  placeId: string,
  place: string,
): Promise<void> {
  const item = { ...placeKey(placeId), place };
  const values = { ':place': place };
  await ifHolds(
    documents.send(
      new PutCommand({
        TableName: name,
        Item: item,
        ConditionExpression: isNews,
        ExpressionAttributeValues: values,
      }),
    ),
  );
}
