/** The data directory: what is in it, who may read it, and the lock that lets only one host use it. */
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../user-error.ts';
import { createPrivateFile, OWNER_ONLY, OWNER_ONLY_FOLDER } from './private-file.ts';

/** Only these get their modes set here; files of secrets are checked, with a warning, when they are read. */
const OUR_FILES = /^shipshape\./;
const OUR_FOLDERS = ['secrets', 'outbox'];

/** A data directory that cannot be used; the message says what to do instead. */
export class DataDirectoryError extends UserError {}

export class DataDirectoryInUseError extends DataDirectoryError {}

/** The database, which holds the ledger and the queues. */
export const databaseIn = (directory: string): string => join(directory, 'shipshape.sqlite');

/** Whether there is one. @throws {DataDirectoryError} when it is of the first version */
export function isHeld(directory: string): boolean {
  refuseOutdated(directory);
  return existsSync(databaseIn(directory));
}

/** @throws {DataDirectoryError} when there is none, or it is of the first version */
export function mustHold(directory: string): void {
  if (isHeld(directory)) return;
  throw new DataDirectoryError(
    `There is no data directory ${directory}. Name one with --data; \`npm start\` makes it.`,
  );
}

/** The lock on the directory. */
export interface Hold {
  release(): void;
}

/**
 * Locks the directory until it is released or the process ends in any way: the operating system then frees the lock that
 * SQLite has on a separate file. The file stays empty, and nothing else in the process may open it, because closing a file
 * drops all locks of the process on it.
 * @throws {DataDirectoryInUseError} {DataDirectoryError}
 */
export function holdDataDirectory(directory: string): Hold {
  refuseOutdated(directory);
  mkdirSync(directory, { recursive: true, mode: OWNER_ONLY_FOLDER });
  keepFromOthers(directory);
  const file = join(directory, 'shipshape.lock');
  if (!existsSync(file)) createPrivateFile(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isLocked(cause)) throw cause;
    throw new DataDirectoryInUseError(
      `The data directory ${directory} is in use by another Shipshape (a running \`npm start\`?). ` +
        'Stop it, or use --data with another directory.',
      { cause },
    );
  }
  return { release: () => lock.close() };
}

function refuseOutdated(directory: string): void {
  if (existsSync(join(directory, 'database')) && !existsSync(databaseIn(directory)))
    throw new DataDirectoryError(
      `The data directory ${directory} is of the first version of Shipshape, which this one cannot open. ` +
        `To take its facts along: with that version, npm run --silent shipshape -- dump --data ${directory} > facts.jsonl; ` +
        'then, with this one, npm run shipshape -- replay facts.jsonl --data <a new directory>.',
    );
}

const SQLITE_BUSY = 5;
const isLocked = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY;

/** Whatever umask they were created with, and wherever they were copied from. Modes mean nothing on Windows. */
function keepFromOthers(directory: string): void {
  if (process.platform === 'win32') return;
  chmodSync(directory, OWNER_ONLY_FOLDER);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isFile() && OUR_FILES.test(entry.name)) chmodSync(path, OWNER_ONLY);
    if (entry.isDirectory() && OUR_FOLDERS.includes(entry.name)) chmodSync(path, OWNER_ONLY_FOLDER);
  }
}
