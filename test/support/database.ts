import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { INDEXES, PARTITION_KEY, SORT_KEY } from '../../functions/ledger/table.ts';

export async function startDatabase() {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  const { port } = server.address();
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => new Promise((r) => server.close(r)) };
}
export async function createTable(client: Pick<DynamoDBClient, 'send'>, name: string) {
  await client.send(new CreateTableCommand({ TableName: name, BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: PARTITION_KEY, KeyType: 'HASH' }, { AttributeName: SORT_KEY, KeyType: 'RANGE' }],
    AttributeDefinitions: [PARTITION_KEY, SORT_KEY, ...INDEXES.flatMap((i) => [i.partitionKey, i.sortKey])].map((n) => ({ AttributeName: n, AttributeType: 'S' })),
    GlobalSecondaryIndexes: INDEXES.map((i) => ({ IndexName: i.name, KeySchema: [{ AttributeName: i.partitionKey, KeyType: 'HASH' }, { AttributeName: i.sortKey, KeyType: 'RANGE' }],
      Projection: i.includes.length ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...i.includes] } : { ProjectionType: 'KEYS_ONLY' } })) }));
}
