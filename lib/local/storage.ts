/** Everything a host keeps: in a data directory, or in memory until the process ends. */
import { type DataDirectory, holdDataDirectory } from './data-directory.ts';
import { type Database, openDatabase } from './database.ts';
import { DeadLetters } from './dead-letters.ts';
import { Journal } from './journal.ts';

export interface Storage {
  readonly database: Database;
  readonly journal: Journal;
  /** Events that an earlier process accepted and did not finish. */
  readonly left: readonly unknown[];
  readonly deadLetters: DeadLetters;
  close(): Promise<void>;
}

/**
 * @param data directory; in memory without it
 * @param endpoint of a DynamoDB to use instead of the embedded database
 * @throws {DataDirectoryInUseError} when another host has the directory
 */
export async function openStorage(table: string, data?: string, endpoint?: string): Promise<Storage> {
  if (data === undefined) {
    const database = await openDatabase(table, undefined, endpoint);
    const deadLetters = await DeadLetters.open();
    return { database, journal: Journal.inMemory(), left: [], deadLetters, close: () => database.close() };
  }
  const directory = await holdDataDirectory(data);
  try {
    return await openFiles(directory, table, endpoint);
  } catch (error) {
    await directory.release();
    throw error;
  }
}

async function openFiles(directory: DataDirectory, table: string, endpoint?: string): Promise<Storage> {
  const deadLetters = await DeadLetters.open(directory.deadLetters);
  const { journal, left } = await Journal.open(directory.journal);
  const database = await openDatabase(table, directory.database, endpoint);
  const close = async () => {
    await journal.close();
    await database.close();
    await directory.release();
  };
  return { database, journal, left, deadLetters, close };
}
