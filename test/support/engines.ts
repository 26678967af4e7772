/** The databases that store tests run on: SQLite and, where Java is present, AWS's own DynamoDB Local. */
import { createTable } from '../../functions/kernel/store/create-table.ts';
import { dynamoDbAt, dynamoDbStore } from '../../functions/kernel/store/dynamodb.ts';
import { watched } from './calls.ts';
import { type Engine, embedded } from './databases.ts';
import { hasJava, startDynamoDbLocal } from './dynamodb-local.ts';

const dynamoDbLocal: Engine = {
  name: 'DynamoDB Local',
  async open() {
    const { endpoint, stop } = await startDynamoDbLocal();
    const client = dynamoDbAt(endpoint);
    let made = 0;
    return {
      async newTable() {
        made += 1;
        await createTable(client, `test-${made}`);
        return watched(dynamoDbStore(client, `test-${made}`));
      },
      async close() {
        client.destroy();
        await stop();
      },
    };
  },
};

function present(): readonly Engine[] {
  if (hasJava()) return [embedded, dynamoDbLocal];
  process.stderr.write('DynamoDB Local tests are skipped: no Java 17 or newer was found.\n');
  return [embedded];
}

/** What store tests run on, for `describe.each`. */
export const engines = present();
