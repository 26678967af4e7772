/** Files that only their owner reads, whatever the umask is: secrets, and all else that the data directory holds. */
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type Log, reasonOf } from './log.ts';

/** Its owner reads and writes it, and nobody else does either. */
export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

export class SecretUnusableError extends Error {
  override readonly name = 'SecretUnusableError';
}

/** What is said of a secret when something is wrong with its file. */
export interface Words {
  /** `the token of the API` */
  readonly what: string;
  /** What to do instead of mending it: `Delete it, and the next start makes a new one.` */
  readonly instead: string;
}

/** Tells one state of the file from the next; undefined where there is none. @throws {SecretUnusableError} */
export function stateOf(file: string, words: Words): string | undefined {
  const found = seen(file, words);
  return found && [found.ino, found.size, found.mtimeMs, found.ctimeMs].join();
}

/**
 * What the file holds; undefined where there is none. Others who could read it no longer can, and the log says so.
 * @throws {SecretUnusableError} when it cannot be read, or not be kept from others
 */
export function readPrivateFile(file: string, words: Words, log: Log): string | undefined {
  const found = seen(file, words);
  if (found === undefined) return undefined;
  try {
    if (!found.isFile()) throw new TypeError('it is no file');
    if (isOpen(found.mode)) keepFromOthers(file, words, log);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, words, error);
  }
}

/** Whole or not at all: who reads meanwhile, or is killed here, meets no half of a secret. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { mode: OWNER_ONLY, flag: 'wx' });
  chmodSync(unfinished, OWNER_ONLY);
  renameSync(unfinished, file);
}

/** An empty file, for SQLite to write into: so it is nobody else's to read from the start. @throws where there is such a file */
export const createPrivateFile = (file: string): void => closeSync(openSync(file, 'wx', OWNER_ONLY));

function seen(file: string, words: Words) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unusable(file, words, error);
  }
}

/** On Windows a mode says nothing of who may read. */
const isOpen = (mode: number) => process.platform !== 'win32' && (mode & OTHERS) !== 0;

function keepFromOthers(file: string, { what }: Words, log: Log): void {
  chmodSync(file, OWNER_ONLY);
  log('WARN', `Others could read ${what}, and now cannot. Replace it if they may have.`, { file });
}

function unusable(file: string, { what, instead }: Words, cause: unknown): SecretUnusableError {
  return new SecretUnusableError(
    `${file}: ${what} must be a file that only you may read, and this is not: ${reasonOf(cause)}. ${instead}`,
    { cause },
  );
}
