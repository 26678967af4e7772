/** The data directory: what is in it, who may read it, and the lock that lets only one host use it. */
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { COMMAND } from '../called.ts';
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
  const lock = orRefused(directory, () => {
    mkdirSync(directory, { recursive: true, mode: OWNER_ONLY_FOLDER });
    keepFromOthers(directory);
    const file = join(directory, 'shipshape.lock');
    if (!existsSync(file)) createPrivateFile(file);
    return new DatabaseSync(file, { timeout: 0 });
  });
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

/** What the file system refuses, as something that the user can put right. @throws {DataDirectoryError} */
function orRefused<Result>(directory: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const why = REFUSALS.get(code);
    if (why === undefined) throw cause;
    throw new DataDirectoryError(`The data directory ${directory} cannot be used: ${why}`, { cause });
  }
}

const NOT_OURS =
  'it, or a file in it, belongs to somebody else. Run this as its owner, or give it to who runs this.';
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['EACCES', NOT_OURS],
  ['EPERM', NOT_OURS],
  ['ERR_SQLITE_ERROR', NOT_OURS],
  ['EEXIST', 'there is a file of that name. Name a directory with --data.'],
  ['ENOTDIR', 'a part of that path is a file. Name a directory with --data.'],
  ['EROFS', 'it is on a disk that is only read. Name another with --data.'],
  ['ENOSPC', 'the disk is full. Make room, or name another with --data.'],
]);

function refuseOutdated(directory: string): void {
  if (existsSync(join(directory, 'database')) && !existsSync(databaseIn(directory)))
    throw new DataDirectoryError(
      `The data directory ${directory} is of the first version of Shipshape, which this one cannot open. ` +
        `To take its facts along: with that version, npm run --silent shipshape -- dump --data ${directory} > facts.jsonl; ` +
        `then, with this one, ${COMMAND} replay facts.jsonl --data <a new directory>.`,
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
