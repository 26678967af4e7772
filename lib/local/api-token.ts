/** The token of the private API: what the user says, or what the data directory keeps, or a fresh one. */
import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API_TOKEN } from '../../functions/runtime/environment.ts';
import type { Log } from './log.ts';

const FILE = 'api-token';
const BYTES = 32;
/** Its owner reads and writes it, and nobody else does either. */
const OWN = 0o600;
const OTHERS = 0o077;
/** Shorter ones can be guessed. */
const SHORTEST = 16;

export class ApiTokenUnusableError extends Error {
  override readonly name = 'ApiTokenUnusableError';
}

/**
 * Gives the token, and makes it where there is none.
 * @param data directory, held by this process; without one nothing is kept
 * @throws {ApiTokenUnusableError} when the file holds none, or cannot be kept from others
 */
export async function apiTokenOf(
  data: string | undefined,
  environment: NodeJS.ProcessEnv,
  log: Log,
): Promise<string> {
  const said = environment[API_TOKEN]?.trim();
  if (said) return mustBeToken(said, `The environment variable ${API_TOKEN}`);
  return data === undefined ? fresh() : keptIn(join(data, FILE), log);
}

/** Where a person finds the token, in a sentence that does not tell it. */
export function whereIsApiToken(data: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (environment[API_TOKEN]?.trim()) return `The API takes the token in ${API_TOKEN}.`;
  return data === undefined
    ? `The API takes a token that nobody knows; set ${API_TOKEN} to choose it.`
    : `The API takes the token in ${join(data, FILE)}.`;
}

const fresh = () => randomBytes(BYTES).toString('base64url');

async function keptIn(file: string, log: Log): Promise<string> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw unusable(file, error);
  });
  if (found === undefined) return made(file);
  if (isOpen(found.mode)) await keepFromOthers(file, log);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unusable(file, error);
  });
  return mustBeToken(text.trim(), file);
}

/** Whole or not at all: a process that is killed here leaves no half of a token. */
async function made(file: string): Promise<string> {
  const token = fresh();
  const unfinished = `${file}.new`;
  await rm(unfinished, { force: true });
  await writeFile(unfinished, `${token}\n`, { mode: OWN, flag: 'wx' });
  await chmod(unfinished, OWN);
  await rename(unfinished, file);
  return token;
}

/** On Windows a mode says nothing of who may read. */
const isOpen = (mode: number) => process.platform !== 'win32' && (mode & OTHERS) !== 0;

async function keepFromOthers(file: string, log: Log): Promise<void> {
  await chmod(file, OWN).catch((error: unknown) => {
    throw unusable(file, error);
  });
  log('WARN', 'Others could read the token of the API, and now cannot. Delete it to get a new one.', {
    file,
  });
}

function unusable(file: string, cause: unknown): ApiTokenUnusableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ApiTokenUnusableError(
    `${file}: the token must be a file that only you may read, and this is not: ${reason}. Delete it, and the next start makes a new one.`,
    { cause },
  );
}

/** What a header can carry, without a space. */
function mustBeToken(text: string, place: string): string {
  if (text.length >= SHORTEST && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new ApiTokenUnusableError(
    `${place}: this is no token. A token has at least ${SHORTEST} letters, digits or signs and no space; delete it to get a new one.`,
  );
}
