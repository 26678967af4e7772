/** What links are signed with, and later known by: on AWS kept in Secrets Manager, on one machine given by the host. */

import { LINKS_KEY, LINKS_KEY_SECRET, optional } from '../environment.ts';
import { AnswerableError } from '../http/answerable.ts';
import { filled, storedSecret } from './stored-secret.ts';

class LinksKeyUnavailableError extends AnswerableError {
  override readonly name = 'LinksKeyUnavailableError';
  readonly status = 503;
  readonly code = 'LINK_UNCHECKED';
  override readonly headers = { 'Retry-After': '30' };

  constructor(options?: ErrorOptions) {
    super('The link cannot be checked at the moment. Open it again in half a minute.', options);
  }
}

/**
 * The key; undefined where none is configured, and then no link is made or taken. Another one ends all links that are out.
 * @throws {LinksKeyUnavailableError} when there is one and it cannot be read: nothing is taken unchecked
 */
export async function linksKey(): Promise<string | undefined> {
  const secret = optional(LINKS_KEY_SECRET);
  if (secret === undefined) return filled(optional(LINKS_KEY)) || undefined;
  const key = await storedSecret(secret).catch((cause: unknown) => {
    throw new LinksKeyUnavailableError({ cause });
  });
  if (key === '') throw new LinksKeyUnavailableError();
  return key;
}
