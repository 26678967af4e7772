/** The databases that store suites run on: SQLite and, where Java is present, AWS's own DynamoDB Local. */
import { randomUUID } from 'node:crypto';
import { createTable } from '../../../functions/kernel/store/create-table.ts';
import { dynamoDbAt, dynamoDbStore } from '../../../functions/kernel/store/dynamodb.ts';
import { hasJava, sharedDynamoDbLocal } from '../dynamodb-local.ts';
import { type Engine, inMemory, onDisk } from './store-on.ts';

const dynamoDbLocal: Engine = {
  name: 'DynamoDB Local',
  async open() {
    const client = dynamoDbAt(await sharedDynamoDbLocal());
    return {
      async create() {
        const name = `test-${randomUUID()}`;
        await createTable(client, name);
        return { store: dynamoDbStore(client, name), close: () => {} };
      },
      async close() {
        client.destroy();
      },
    };
  },
};

function whereJavaIs(): readonly Engine[] {
  if (hasJava()) return [dynamoDbLocal];
  process.stderr.write('DynamoDB Local tests are skipped: no Java 17 or newer was found.\n');
  return [];
}

/** DynamoDB itself, where it can run. */
export const conforming = whereJavaIs();

/** For suites of code that builds on the store. */
export const engines: readonly Engine[] = [inMemory, ...conforming];
/** For the contract of the store itself. */
export const everyEngine: readonly Engine[] = [inMemory, onDisk, ...conforming];
