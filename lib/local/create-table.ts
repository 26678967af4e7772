/** Makes the one table in any DynamoDB that is not deployed by the stacks. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { INDEXES, PARTITION_KEY, SORT_KEY } from '../../functions/ledger/table.ts';

class TableNotReadyError extends Error {
  override readonly name = 'TableNotReadyError';
}

class TableOutdatedError extends Error {
  override readonly name = 'TableOutdatedError';
}

const POLLS = 100;
const BETWEEN_POLLS_MS = 50;

/**
 * Creates the table unless it is there, and waits until it can be used.
 * @throws {TableOutdatedError} when a table of that name lacks an index
 * @throws {TableNotReadyError} when it does not become active within some seconds
 */
export async function createTable(client: DynamoDBDocumentClient, name: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(shape(name)));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceInUseException') throw error;
  }
  for (let poll = 0; poll < POLLS; poll += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.TableStatus === 'ACTIVE') {
      refuseOutdated(name, Table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? []);
      return;
    }
    await sleep(BETWEEN_POLLS_MS);
  }
  throw new TableNotReadyError(`The table ${name} does not become active.`);
}

function refuseOutdated(name: string, indexes: readonly (string | undefined)[]): void {
  const missing = INDEXES.filter((index) => !indexes.includes(index.name)).map((index) => index.name);
  if (missing.length === 0) return;
  throw new TableOutdatedError(
    `The table ${name} has no index ${missing.join(', ')}: another version of Shipshape made it. Use another --data directory.`,
  );
}

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' }) as const;
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' }) as const;

function shape(name: string): CreateTableCommandInput {
  const keys = [
    PARTITION_KEY,
    SORT_KEY,
    ...INDEXES.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [hash(PARTITION_KEY), range(SORT_KEY)],
    GlobalSecondaryIndexes: INDEXES.map(({ name: IndexName, partitionKey, sortKey, includes }) => ({
      IndexName,
      KeySchema: [hash(partitionKey), range(sortKey)],
      Projection:
        includes.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...includes] },
    })),
  };
}
