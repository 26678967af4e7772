/** The secrets of functions: on AWS in Secrets Manager, on one machine in the environment that the host gives them. */

import { API_TOKEN, API_TOKEN_SECRET, optional } from '../environment.ts';
import { AnswerableError } from '../http/answerable.ts';
import { storedSecret } from './stored-secret.ts';

class SecretUnavailableError extends AnswerableError {
  override readonly name = 'SecretUnavailableError';
  readonly status = 503;
  readonly code = 'TOKEN_UNCHECKED';
  override readonly headers = { 'Retry-After': '30' };

  constructor(options?: ErrorOptions) {
    super('The token cannot be checked at the moment. Ask again in half a minute.', options);
  }
}

/**
 * The token that opens the private API; undefined where none is configured.
 * @throws {SecretUnavailableError} when there is one and it cannot be read: nothing is answered unchecked
 */
export async function apiToken(): Promise<string | undefined> {
  const secret = optional(API_TOKEN_SECRET);
  if (secret === undefined) return optional(API_TOKEN);
  const value = await storedSecret(secret).catch((cause: unknown) => {
    throw new SecretUnavailableError({ cause });
  });
  if (value === '') throw new SecretUnavailableError();
  return value;
}
