/** What a host keeps: one SQLite file in its data directory, or in memory until the process ends. */
import { openSqliteStore, type SqliteStore } from '../../functions/kernel/store/sqlite.ts';
import { StoreUnavailableError, type WholeStore } from '../../functions/kernel/store/store.ts';
import { databaseIn, mustHold } from './data-directory.ts';
import { type DeadLetter, Inbox } from './inbox.ts';
import { DatabaseDamagedError, mustBeReadable, upgrade } from './schema.ts';

/** The variable that names a DynamoDB to use for the ledger; the queues stay in the file. */
const DYNAMODB_ENDPOINT = 'AWS_ENDPOINT_URL_DYNAMODB';
/** Of the table there. */
const TABLE_NAME = 'shipshape';

/**
 * The connection of the thread that answers requests. `Durability` says when what it has committed is on the disk.
 * @param data directory, held by this process; in memory without it
 * @throws {DatabaseNewerError} {DatabaseDamagedError} {StoreUnavailableError}
 */
export function openForRequests(data: string | undefined): SqliteStore {
  const path = data === undefined ? ':memory:' : databaseIn(data);
  return opened(path, () =>
    openSqliteStore(path, { durable: false, prepare: (connection) => upgrade(connection, path) }),
  );
}

/**
 * The connection of what goes on behind the requests. A loss of power may take its last commits back, in order: then the
 * messages that they were made from are in their queues again.
 */
export function openForProcessing(data: string): SqliteStore {
  return openSqliteStore(databaseIn(data), { durable: false, prepare: () => {} });
}

/**
 * Opens what a data directory keeps, beside a running host or without one; nothing is made or changed.
 * @throws {DataDirectoryMissingError} {DataDirectoryOutdatedError} {DatabaseNewerError} {DatabaseOutdatedError}
 * {DatabaseDamagedError} {StoreUnavailableError}
 */
function openForReading(data: string): SqliteStore {
  mustHold(data);
  const path = databaseIn(data);
  return opened(path, () =>
    openSqliteStore(path, {
      durable: false,
      readOnly: true,
      prepare: (connection) => mustBeReadable(connection, path),
    }),
  );
}

/** A ledger that is read. */
export interface ReadLedger {
  readonly store: WholeStore;
  close(): void;
}

/** The ledger of a data directory, or the DynamoDB that the environment names in its place. @throws as {@link openForReading} */
export async function readLedger(data: string, environment: NodeJS.ProcessEnv): Promise<ReadLedger> {
  const named = await namedLedger(environment);
  if (named !== undefined) return { store: named, close: () => {} };
  const store = openForReading(data);
  return { store, close: () => store.close() };
}

/** The messages that a data directory has given up. @throws as {@link openForReading} */
export function readDeadLetters(data: string): DeadLetter[] {
  const store = openForReading(data);
  try {
    return new Inbox(store.connection).deadLetters();
  } finally {
    store.close();
  }
}

/** At rest the file is alone in its directory, so that it can be copied as it is. */
export function closeAtRest(store: SqliteStore): void {
  try {
    store.connection.exec('PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE');
  } catch {
    // Somebody reads it: then what was written ahead stays beside it, which is no less safe.
  }
  store.close();
}

function opened(path: string, open: () => SqliteStore): SqliteStore {
  try {
    return open();
  } catch (error) {
    if (error instanceof StoreUnavailableError && error.reason === 'damaged')
      throw new DatabaseDamagedError(path, { cause: error });
    throw error;
  }
}

/** The store that the ledger is in: the file, unless the environment names a DynamoDB. */
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
