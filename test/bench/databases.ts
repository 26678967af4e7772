/** The database that calls are counted on: AWS's own where Java is, because it counts units as AWS does. */
import { type Database, openDatabase } from '../../lib/local/database.ts';
import { hasJava, startDynamoDbLocal } from '../support/dynamodb-local.ts';

export const TABLE_NAME = 'bench';

export interface Measured extends Database {
  readonly title: string;
}

/** AWS's DynamoDB Local, or the embedded database on a machine that cannot run it. */
export async function conformingDatabase(): Promise<Measured> {
  if (!hasJava()) {
    return { ...(await openDatabase(TABLE_NAME)), title: 'the embedded database: there is no Java 17 here' };
  }
  const local = await startDynamoDbLocal();
  const database = await openDatabase(TABLE_NAME, undefined, local.endpoint);
  const close = async () => {
    await database.close();
    await local.stop();
  };
  return { ...database, close, title: "AWS's DynamoDB Local" };
}
