/** The store in one DynamoDB table. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '../parallel.ts';
import { type RetryOptions, retries } from './dynamodb-retry.ts';
import {
  type Attributes,
  fromAttributes,
  type KeyBounds,
  keyBounds,
  toAttributes,
  toKeyAttributes,
} from './dynamodb-values.ts';
import { checkedSize, isPossibleKey, isPossiblePartition, keysToRead } from './item-limits.ts';
import {
  type Guard,
  INDEXES,
  type Item,
  ItemRefusedError,
  type Key,
  type Pages,
  type Range,
  type WholeStore,
} from './store.ts';

/** BatchGetItem takes no more keys at once. */
const MAX_BATCH_KEYS = 100;

/** A client of a local DynamoDB, which takes any credentials. */
export const dynamoDbAt = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

export function dynamoDbStore(
  client: DynamoDBClient,
  tableName: string,
  options: RetryOptions = {},
): WholeStore {
  const { attempt, pause } = retries(tableName, options);

  /** @returns whether the guard held */
  async function isDone(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await attempt(write);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw isInvalid(error) ? new ItemRefusedError(error.message, { cause: error }) : error;
    }
  }

  async function getBatch(keys: readonly Key[]): Promise<Item[]> {
    const items: Item[] = [];
    let waiting: Attributes[] = keys.map(toKeyAttributes);
    let barren = 0;
    for (;;) {
      const request = { [tableName]: { Keys: waiting, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await attempt(() =>
        client.send(new BatchGetItemCommand({ RequestItems: request })),
      );
      items.push(...(Responses?.[tableName] ?? []).map(fromAttributes));
      const left = UnprocessedKeys?.[tableName]?.Keys ?? [];
      if (left.length === 0) return items;
      // A batch that makes progress is not throttled: its items may be more than one answer holds.
      barren = left.length < waiting.length ? 0 : barren + 1;
      await pause(barren);
      waiting = left;
    }
  }

  async function* pagesOf(
    input: Omit<QueryCommandInput, 'TableName'>,
    bounds: KeyBounds,
    limit?: number,
  ): Pages {
    let left = limit ?? Number.POSITIVE_INFINITY;
    let start: Attributes | undefined;
    do {
      if (left <= 0) return;
      const page: QueryCommandInput = {
        ...input,
        TableName: tableName,
        ExclusiveStartKey: start,
        Limit: Number.isFinite(left) ? left : undefined,
      };
      const { Items = [], LastEvaluatedKey } = await attempt(() => client.send(new QueryCommand(page)));
      const items = Items.filter((each) => !bounds.excludes(each)).map(fromAttributes);
      left -= items.length;
      start = LastEvaluatedKey;
      if (items.length > 0) yield items;
    } while (start !== undefined);
  }

  return {
    async put(item, guard) {
      checkedSize(item);
      const command = new PutItemCommand({
        TableName: tableName,
        Item: toAttributes(item),
        ...conditionOf(guard),
      });
      return (await isDone(() => client.send(command))) ? 'written' : 'raced';
    },
    async remove(key, guard) {
      if (!isPossibleKey(key)) return guard === undefined ? 'removed' : 'raced';
      const command = new DeleteItemCommand({
        TableName: tableName,
        Key: toKeyAttributes(key),
        ...conditionOf(guard),
      });
      return (await isDone(() => client.send(command))) ? 'removed' : 'raced';
    },
    async get(keys) {
      const wanted = keysToRead(keys);
      const batches = Array.from({ length: Math.ceil(wanted.length / MAX_BATCH_KEYS) }, (_, at) =>
        wanted.slice(at * MAX_BATCH_KEYS, (at + 1) * MAX_BATCH_KEYS),
      );
      return (await inParallel(batches, getBatch)).flat();
    },
    async *query(partition, range = {}) {
      const bounds = isPossiblePartition(partition) ? keyBounds('sk', range) : undefined;
      if (bounds === undefined) return;
      const input = { ...rangeOf('pk', partition, range, bounds), ConsistentRead: true };
      yield* pagesOf(range.only === undefined ? input : projected(input, range.only), bounds, range.limit);
    },
    async *list(index, partition, range = {}) {
      const { partitionKey, sortKey } = INDEXES[index];
      const bounds = isPossiblePartition(partition) ? keyBounds(sortKey, range) : undefined;
      if (bounds === undefined) return;
      const input = { ...rangeOf(partitionKey, partition, range, bounds), IndexName: index };
      yield* pagesOf(input, bounds, range.limit);
    },
    async *scan() {
      let start: Attributes | undefined;
      do {
        const command = new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          ExclusiveStartKey: start,
        });
        const { Items = [], LastEvaluatedKey } = await attempt(() => client.send(command));
        start = LastEvaluatedKey;
        if (Items.length > 0) yield Items.map(fromAttributes);
      } while (start !== undefined);
    },
  };
}

function conditionOf(guard: Guard | undefined) {
  if (guard === undefined) return {};
  if (guard === 'ifAbsent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#revision = :revision',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':revision': { N: `${guard.ifRevision}` } },
  };
}

function rangeOf(name: string, partition: string, { reverse = false }: Range, bounds: KeyBounds) {
  return {
    KeyConditionExpression: ['#partition = :partition', ...bounds.conditions].join(' AND '),
    ExpressionAttributeNames: { '#partition': name, ...bounds.names },
    ExpressionAttributeValues: { ':partition': { S: partition }, ...bounds.values },
    ScanIndexForward: !reverse,
  };
}

type Query = ReturnType<typeof rangeOf> & { readonly ConsistentRead: boolean };

function projected(input: Query, only: readonly string[]) {
  const names = [...new Set(['pk', 'sk', ...only])].map((name, at) => [`#only${at}`, name] as const);
  return {
    ...input,
    ProjectionExpression: names.map(([placeholder]) => placeholder).join(', '),
    ExpressionAttributeNames: { ...input.ExpressionAttributeNames, ...Object.fromEntries(names) },
  };
}

const isInvalid = (error: unknown): error is DynamoDBServiceException =>
  error instanceof DynamoDBServiceException && error.name === 'ValidationException';
