/** The databases that store tests run on: the embedded one and, where Java is present, AWS's own DynamoDB Local. */
import { openDatabase } from '../../lib/local/database.ts';
import { ANY, type Engine, embedded } from './databases.ts';
import { hasJava, startDynamoDbLocal } from './dynamodb-local.ts';

const dynamoDbLocal: Engine = {
  name: 'DynamoDB Local',
  async open() {
    const { endpoint, stop } = await startDynamoDbLocal();
    const { client, close } = await openDatabase(ANY, undefined, endpoint);
    return {
      endpoint,
      client,
      async close() {
        await close();
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
