/** Databases for tests, and an empty store of its own for each test. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openSqliteStore, type SqliteStore } from '../../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../../functions/kernel/store/store.ts';

/** A database that makes any number of stores. */
export interface Database {
  /** An empty store, and what to do with it when it is no longer needed. */
  create(): Promise<{ readonly store: WholeStore; readonly close: () => void }>;
  close(): Promise<void>;
}

export interface Engine {
  readonly name: string;
  open(): Promise<Database>;
}

/** The default: made in about two milliseconds. */
export const inMemory: Engine = {
  name: 'SQLite in memory',
  async open() {
    return { create: async () => closing(openInMemory()), close: async () => {} };
  },
};

export const onDisk: Engine = {
  name: 'SQLite on disk',
  async open() {
    const directory = mkdtempSync(join(tmpdir(), 'shipshape-store-'));
    let made = 0;
    return {
      async create() {
        made += 1;
        return closing(openSqliteStore(join(directory, `${made}.db`), { durable: false }));
      },
      close: async () => rmSync(directory, { recursive: true }),
    };
  },
};

export const openInMemory = (): SqliteStore => openSqliteStore(':memory:', { durable: false });

const closing = (store: SqliteStore) => ({ store, close: () => store.close() });

/**
 * Opens a database for the tests of the `describe` it is called in, and gives each of them an empty store.
 * @returns the store of the test that runs
 */
export function storeOn(engine: Engine = inMemory): () => WholeStore {
  let database: Database | undefined;
  let made: Awaited<ReturnType<Database['create']>> | undefined;
  beforeAll(async () => {
    database = await engine.open();
  });
  beforeEach(async () => {
    made = await database?.create();
  });
  afterEach(() => {
    made?.close();
    made = undefined;
  });
  afterAll(() => database?.close());
  return () => {
    if (made === undefined) throw new TypeError('There is a store only while a test runs.');
    return made.store;
  };
}
