/** Makes the table of the store in any DynamoDB that is not deployed by the stacks. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { EXPIRES_AT, INDEXES, StoreUnavailableError } from './store.ts';

const MAX_POLLS = 100;
const POLL_INTERVAL_MS = 50;

/**
 * Creates the table unless it is there, and waits until it can be used.
 * @throws {StoreUnavailableError} when a table of that name lacks an index, or does not become active within some seconds
 */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const isNew = await create(client, name);
  for (let poll = 0; poll < MAX_POLLS; poll += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') {
      refuseOutdated(name, Table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? []);
      if (isNew) await expire(client, name);
      return;
    }
    await sleep(POLL_INTERVAL_MS);
  }
  throw new StoreUnavailableError('unreachable', `The table ${name} does not become active.`);
}

async function create(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand(shape(name)));
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}

async function expire(client: DynamoDBClient, name: string): Promise<void> {
  const TimeToLiveSpecification = { AttributeName: EXPIRES_AT, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
}

function refuseOutdated(name: string, indexes: readonly (string | undefined)[]): void {
  const missing = Object.keys(INDEXES).filter((index) => !indexes.includes(index));
  if (missing.length === 0) return;
  throw new StoreUnavailableError(
    'damaged',
    `The table ${name} has no index ${missing.join(', ')}: another version of Shipshape made it. Use another table.`,
  );
}

const keySchema = (partition: string, sort: string): KeySchemaElement[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

function shape(name: string): CreateTableCommandInput {
  const keys = [
    'pk',
    'sk',
    ...Object.values(INDEXES).flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: keySchema('pk', 'sk'),
    GlobalSecondaryIndexes: Object.entries(INDEXES).map(
      ([IndexName, { partitionKey, sortKey, includes }]) => ({
        IndexName,
        KeySchema: keySchema(partitionKey, sortKey),
        Projection:
          includes.length === 0
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...includes] },
      }),
    ),
  };
}
