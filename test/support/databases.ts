/** A table of its own for each test, whose calls can be watched and broken. */
import { beforeEach } from '@jest/globals';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { watched } from './calls.ts';
import { type Engine, inMemory, storeOn } from './stores/store-on.ts';

/**
 * Opens a database for the tests of the `describe` it is called in, and gives each of them a table of its own.
 * @returns the table of the test that runs
 */
export function tableOn(engine: Engine = inMemory): () => WholeStore {
  const store = storeOn(engine);
  let table: WholeStore | undefined;
  beforeEach(() => {
    table = watched(store());
  });
  return () => {
    if (table === undefined) throw new TypeError('There is a table only while a test runs.');
    return table;
  };
}
