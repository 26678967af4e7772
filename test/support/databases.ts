/** Databases for tests, and a table of its own for each test. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Store } from '../../functions/kernel/store/store.ts';
import { createTable } from '../../lib/local/create-table.ts';
import { type Database, openDatabase } from '../../lib/local/database.ts';

/** The table that opening a database makes. */
export const ANY = 'opened';

export interface Engine {
  readonly name: string;
  open(): Promise<Database>;
}

export const embedded: Engine = { name: 'the embedded database', open: () => openDatabase(ANY) };

let made = 0;

/**
 * Opens a database for the tests of the `describe` it is called in, and gives each of them a table of its own.
 * @returns the table of the test that runs
 */
export function tableOn(engine: Engine): () => Store {
  let database: Database | undefined;
  let table: Store | undefined;
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
