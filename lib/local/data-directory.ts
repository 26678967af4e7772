/** The directory that outlives the process. One host at a time has it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'dynalite/db/index.js';

export class DataDirectoryInUseError extends Error {
  override readonly name = 'DataDirectoryInUseError';

  constructor(directory: string, options?: ErrorOptions) {
    super(
      `The data directory ${directory} is in use by another Shipshape (a running \`npm start\`?). ` +
        'Stop it, or use --data with another directory.',
      options,
    );
  }
}

export interface DataDirectory {
  readonly database: string;
  readonly journal: string;
  readonly deadLetters: string;
  release(): Promise<void>;
}

/**
 * Takes the directory until it is released or the process ends, however it ends: the operating system gives up the lock
 * that LevelDB has on its files. An empty database of its own is opened for that, because dynalite opens the real one
 * only when it is first asked for something, and then a lock that it cannot have brings the process down.
 * @throws {DataDirectoryInUseError} when another host has it
 */
export async function holdDataDirectory(directory: string): Promise<DataDirectory> {
  await mkdir(directory, { recursive: true });
  const { db } = create({ path: join(directory, 'lock') });
  try {
    await db.open();
  } catch (error) {
    if (isLocked(error)) throw new DataDirectoryInUseError(directory, { cause: error });
    throw error;
  }
  return {
    database: join(directory, 'database'),
    journal: join(directory, 'journal.jsonl'),
    deadLetters: join(directory, 'dead-letters.jsonl'),
    release: () => db.close(),
  };
}

const isLocked = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  (('code' in error && error.code === 'LEVEL_LOCKED') || ('cause' in error && isLocked(error.cause)));
