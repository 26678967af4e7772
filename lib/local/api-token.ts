/** The token of the private API: what the user says, or what the data directory keeps, or a fresh one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { API_TOKEN } from '../../functions/runtime/environment.ts';
import type { Log } from './log.ts';
import { readSecretFile, SecretUnusableError, writeSecretFile } from './secret-file.ts';

const FILE = 'api-token';
const BYTES = 32;
/** Shorter ones can be guessed. */
const SHORTEST = 16;

const WORDS = {
  what: 'the token of the API',
  instead: 'Delete it, and the next start makes a new one.',
} as const;

/**
 * Gives the token, and makes it where there is none.
 * @param data directory, held by this process; without one nothing is kept
 * @throws {SecretUnusableError} when the file holds none, or cannot be kept from others
 */
export function apiTokenOf(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log): string {
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

function keptIn(file: string, log: Log): string {
  const text = readSecretFile(file, WORDS, log);
  if (text !== undefined) return mustBeToken(text.trim(), file);
  const token = fresh();
  writeSecretFile(file, `${token}\n`);
  return token;
}

/** What a header can carry, without a space. */
function mustBeToken(text: string, place: string): string {
  if (text.length >= SHORTEST && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new SecretUnusableError(
    `${place}: this is no token. A token has at least ${SHORTEST} letters, digits or signs and no space; delete it to get a new one.`,
  );
}
