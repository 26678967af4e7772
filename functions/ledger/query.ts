/** Reading from the table: all pages, and every item of a batch. */
import { BatchGetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../kernel/store/store.ts';
import type { Key } from './keys.ts';
import type { INDEXES } from './table.ts';

export type Item = Record<string, unknown>;

/** Yields the items of a query, page by page, until there are no more. */
export async function* pages(
  { documents, name }: Store,
  query: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<readonly Item[]> {
  let from: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await documents.send(
      new QueryCommand({ ...query, TableName: name, ExclusiveStartKey: from }),
    );
    yield page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** All items of a query. */
export async function all(table: Store, query: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages(table, query)) items.push(...page);
  return items;
}

/** The query for one partition of an index, in the order of its sort key. */
export const inIndex = (index: (typeof INDEXES)[number], partition: string) => ({
  IndexName: index.name,
  KeyConditionExpression: '#partition = :partition',
  ExpressionAttributeNames: { '#partition': index.partitionKey },
  ExpressionAttributeValues: { ':partition': partition },
});

/** The first items of a query, and whether there are no more. */
export async function firstOf(
  { documents, name }: Store,
  query: Omit<QueryCommandInput, 'TableName'>,
  most: number,
): Promise<{ readonly items: readonly Item[]; readonly isLast: boolean }> {
  const { Items = [], LastEvaluatedKey } = await documents.send(
    new QueryCommand({ ...query, TableName: name, Limit: most }),
  );
  return { items: Items, isLast: LastEvaluatedKey === undefined };
}

/** Sorts after every other text, in bytes. */
const LAST = '\u{10ffff}';

/**
 * The same for those whose sort key begins with a text and comes after another.
 * @param after absent: from the first one on
 */
export function inIndexAfter(
  index: (typeof INDEXES)[number],
  partition: string,
  after: string | undefined,
  prefix = '',
) {
  const query = inIndex(index, partition);
  // The next text after another is the same with the least character behind it.
  const from = after === undefined ? prefix : `${after}\u0000`;
  if (from === '') return query;
  const to = `${prefix}${LAST}`;
  return {
    ...query,
    KeyConditionExpression: `${query.KeyConditionExpression} AND #sort BETWEEN :from AND :to`,
    ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sort': index.sortKey },
    ExpressionAttributeValues: {
      ...query.ExpressionAttributeValues,
      // Nothing comes after the last one, and a range that ends before it begins is refused.
      ':from': Buffer.compare(Buffer.from(from), Buffer.from(to)) <= 0 ? from : to,
      ':to': to,
    },
  };
}

/** The same for those whose sort key begins with a text. */
export const inIndexFrom = (index: (typeof INDEXES)[number], partition: string, prefix: string) => {
  const query = inIndex(index, partition);
  return {
    ...query,
    KeyConditionExpression: `${query.KeyConditionExpression} AND begins_with(#sort, :prefix)`,
    ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#sort': index.sortKey },
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':prefix': prefix },
  };
};

/** DynamoDB takes 100 keys a batch, and may leave some for the next call when the answer grows past 16 MB. */
const BATCH = 100;

/** Reads items by key, strongly consistent, in batches; what does not exist is absent. Keys must differ. */
export async function byKeys({ documents, name }: Store, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  const waiting: Item[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  while (waiting.length > 0) {
    const request = { [name]: { Keys: waiting.splice(0, BATCH), ConsistentRead: true } };
    const answer = await documents.send(new BatchGetCommand({ RequestItems: request }));
    items.push(...(answer.Responses?.[name] ?? []));
    waiting.push(...(answer.UnprocessedKeys?.[name]?.Keys ?? []));
  }
  return items;
}
