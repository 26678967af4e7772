/** Secrets that nobody has to choose: what the user says, or what the data directory keeps, or a fresh one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Log } from './log.ts';
import { readSecretFile, SecretUnusableError, writeSecretFile } from './secret-file.ts';

const BYTES = 32;
/** Shorter ones can be guessed. */
const SHORTEST = 16;

export interface MadeSecret {
  /** The variable that chooses it. */
  readonly variable: string;
  /** Its file in the data directory. */
  readonly file: string;
  /** `the token of the API` */
  readonly what: string;
}

/**
 * Gives the secret, and makes it where there is none.
 * @param data directory, held by this process; without one nothing is kept
 * @throws {SecretUnusableError} when the file holds none, or cannot be kept from others
 */
export function madeSecretOf(
  made: MadeSecret,
  data: string | undefined,
  environment: NodeJS.ProcessEnv,
  log: Log,
): string {
  const said = environment[made.variable]?.trim();
  if (said) return mustBeSecret(said, `The environment variable ${made.variable}`, made);
  return data === undefined ? fresh() : keptIn(join(data, made.file), made, log);
}

const fresh = () => randomBytes(BYTES).toString('base64url');

function keptIn(file: string, made: MadeSecret, log: Log): string {
  const words = { what: made.what, instead: 'Delete it, and the next start makes a new one.' };
  const text = readSecretFile(file, words, log);
  if (text !== undefined) return mustBeSecret(text.trim(), file, made);
  const secret = fresh();
  writeSecretFile(file, `${secret}\n`);
  return secret;
}

/** What a header can carry, without a space. */
function mustBeSecret(text: string, place: string, { what }: MadeSecret): string {
  if (text.length >= SHORTEST && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new SecretUnusableError(
    `${place}: this cannot be ${what}, which has at least ${SHORTEST} letters, digits or signs and no space; delete it to get a new one.`,
  );
}
