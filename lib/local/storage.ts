/** The store of a host: one SQLite file in its data directory, or memory until the process ends. */
import type { DatabaseSync } from 'node:sqlite';
import { openSqliteStore, type SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError, type WholeStore } from '../../functions/kernel/store/store.ts';
import { databaseIn, mustHold } from './data-directory.ts';
import { type DeadLetter, Inbox } from './inbox.ts';
import { DatabaseDamagedError, mustBeReadable, upgrade } from './schema.ts';

/** The variable that names a DynamoDB for the ledger; the queues stay in the file. */
const DYNAMODB_ENDPOINT = 'AWS_ENDPOINT_URL_DYNAMODB';
const TABLE_NAME = 'shipshape';

/**
 * The connection of the thread that answers requests. `Durability` tells when its commits are on the disk.
 * @param data the directory, locked by this process; in memory without it
 * @throws {DataDirectoryError} {StoreUnavailableError}
 */
export function openForRequests(data: string | undefined): SqliteStore {
  const path = data === undefined ? ':memory:' : databaseIn(data);
  return opened(path, (connection) => upgrade(connection, path));
}

/**
 * The connection of what runs behind the requests. A power loss may undo its last commits, in order: then the messages
 * that led to them are back in their queues.
 */
export function openForProcessing(data: string): SqliteStore {
  return openSqliteStore(databaseIn(data), { durable: false, prepare: () => {} });
}

/**
 * Opens the database of a data directory, beside a running host or without one, and changes nothing.
 * @throws {DataDirectoryError} {StoreUnavailableError}
 */
function openForReading(data: string): SqliteStore {
  mustHold(data);
  const path = databaseIn(data);
  return opened(path, (connection) => mustBeReadable(connection, path), true);
}

type ReadLedger = Pick<SqliteStore, 'close'> & { readonly store: WholeStore };

/** The ledger of a data directory, or the DynamoDB that the environment names in its place. @throws as {@link openForReading} */
export async function readLedger(data: string, environment: NodeJS.ProcessEnv): Promise<ReadLedger> {
  const named = await namedLedger(environment);
  if (named !== undefined) return { store: named, close: () => {} };
  const store = openForReading(data);
  return { store, close: () => store.close() };
}

/** The dead letters of a data directory. @throws as {@link openForReading} */
export function readDeadLetters(data: string): DeadLetter[] {
  const store = openForReading(data);
  try {
    return new Inbox(store.connection).deadLetters();
  } finally {
    store.close();
  }
}

/** Leaves one file without a write-ahead log beside it, so that it can be copied as it is. */
export function closeAtRest(store: SqliteStore): void {
  try {
    store.connection.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE');
  } catch {
    // Another process reads it: then the write-ahead log stays beside it, which is no less safe.
  }
  store.close();
}

function opened(path: string, prepare: (connection: DatabaseSync) => void, readOnly = false): SqliteStore {
  try {
    return openSqliteStore(path, { durable: false, readOnly, prepare });
  } catch (error) {
    if (error instanceof StoreUnavailableError && error.reason === 'damaged')
      throw new DatabaseDamagedError(path, { cause: error });
    throw error;
  }
}

/** The store of the ledger: the file, unless the environment names a DynamoDB. */
export const ledgerOf = async (file: SqliteStore, environment: NodeJS.ProcessEnv): Promise<WholeStore> =>
  (await namedLedger(environment)) ?? file;

async function namedLedger(environment: NodeJS.ProcessEnv): Promise<WholeStore | undefined> {
  const endpoint = environment[DYNAMODB_ENDPOINT]?.trim();
  if (!endpoint) return undefined;
  const [{ dynamoDbAt, dynamoDbStore }, { createTable }] = await Promise.all([
    import('../../functions/kernel/store/dynamodb.ts'),
    import('../../functions/kernel/store/create-table.ts'),
  ]);
  const client = dynamoDbAt(endpoint);
  await createTable(client, TABLE_NAME);
  return dynamoDbStore(client, TABLE_NAME);
}
