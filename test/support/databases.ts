/** The databases that store tests run on: the embedded one and, where Java is present, AWS's own DynamoDB Local. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { LedgerTable } from '../../functions/ledger/ledger-table.ts';
import { createTable } from '../../lib/local/create-table.ts';
import { type Database, openDatabase } from '../../lib/local/database.ts';
import { hasJava, startDynamoDbLocal } from './dynamodb-local.ts';

const ANY = 'opened';

export interface Engine {
  readonly name: string;
  open(): Promise<Database>;
}

export const embedded: Engine = { name: 'the embedded database', open: () => openDatabase(ANY) };

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

/** Made once a test file, for `describe.each`. */
export const engines = present();

let made = 0;

/**
 * Opens a database for the tests of the `describe` it is called in, and gives each of them a table of its own.
 * @returns the table of the test that runs
 */
export function tableOn(engine: Engine): () => LedgerTable {
  let database: Database | undefined;
  let table: LedgerTable | undefined;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    if (database === undefined) return;
    made += 1;
    table = { documents: database.client, name: `test-${made}` };
    await createTable(table.documents, table.name);
  });
  return () => {
    if (table === undefined) throw new TypeError('There is a table only while a test runs.');
    return table;
  };
}
