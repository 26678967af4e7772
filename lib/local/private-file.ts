/** Files that only their owner can read, whatever the umask: secrets, and everything else in the data directory. */
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
import { UserError } from '../user-error.ts';
import { type Log, reasonOf } from './log.ts';

export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;
const GROUP_AND_OTHERS = 0o077;

export class SecretUnusableError extends UserError {}

/** How messages speak of a secret's file. */
export interface Words {
  /** `the token of the API` */
  readonly what: string;
  /** What to do about an unusable file: `Delete it, and the next start makes a new one.` */
  readonly instead: string;
}

/** Changes whenever the file does; undefined where there is none. @throws {SecretUnusableError} */
export function stateOf(file: string, words: Words): string | undefined {
  const found = seen(file, words);
  return found && [found.ino, found.size, found.mtimeMs, found.ctimeMs].join();
}

/**
 * What the file holds; undefined where there is none. If others could read it, that is ended, with a warning in the log.
 * @throws {SecretUnusableError} when it cannot be read, or its mode cannot be set
 */
export function readPrivateFile(file: string, words: Words, log: Log): string | undefined {
  const found = seen(file, words);
  if (found === undefined) return undefined;
  try {
    if (!found.isFile()) throw new TypeError('it is not a file');
    if (isOpen(found.mode)) keepFromOthers(file, words, log);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(file, words, error);
  }
}

/** Atomically: neither a reader nor a crash meets half of a secret. */
export function writePrivateFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const unfinished = `${file}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, text, { mode: OWNER_ONLY, flag: 'wx' });
  chmodSync(unfinished, OWNER_ONLY);
  renameSync(unfinished, file);
}

/** Creates an empty file that nobody else can read, for SQLite to write into. @throws when it exists */
export const createPrivateFile = (file: string): void => closeSync(openSync(file, 'wx', OWNER_ONLY));

function seen(file: string, words: Words) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw unusable(file, words, error);
  }
}

/** Modes mean nothing on Windows. */
const isOpen = (mode: number) => process.platform !== 'win32' && (mode & GROUP_AND_OTHERS) !== 0;

function keepFromOthers(file: string, { what }: Words, log: Log): void {
  chmodSync(file, OWNER_ONLY);
  log('WARN', `Others could read ${what}, and now cannot. Replace it if they may have done so.`, { file });
}

function unusable(file: string, { what, instead }: Words, cause: unknown): SecretUnusableError {
  return new SecretUnusableError(
    `${file}: ${what} must be a file that only you may read, and this is not: ${reasonOf(cause)}. ${instead}`,
    { cause },
  );
}
