/** Databases for tests, and a table of its own for each test. */
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { newTable } from './new-table.ts';

export interface Database {
  /** An empty table, whose calls can be watched. */
  newTable(): Promise<WholeStore>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  open(): Promise<Database>;
}

export const embedded: Engine = {
  name: 'SQLite',
  open: async () => ({ newTable: async () => newTable(), close: async () => {} }),
};

/**
 * Opens a database for the tests of the `describe` it is called in, and gives each of them a table of its own.
 * @returns the table of the test that runs
 */
export function tableOn(engine: Engine): () => WholeStore {
  let database: Database | undefined;
  let table: WholeStore | undefined;
  beforeAll(async () => {
    database = await engine.open();
  });
  afterAll(() => database?.close());
  beforeEach(async () => {
    table = await database?.newTable();
  });
  return () => {
    if (table === undefined) throw new TypeError('There is a table only while a test runs.');
    return table;
  };
}
