/** What opens GitHub's API: a fine-grained personal token, or one of an app's installation. */
import { GITHUB_API, GITHUB_TOKEN, GITHUB_TOKEN_SECRET, optional } from '../environment.ts';
import { filled, storedSecret } from './stored-secret.ts';

/** The token, or undefined where there is none. @throws {Error} when there is a store of secrets that does not answer */
export async function githubToken(): Promise<string | undefined> {
  const secret = optional(GITHUB_TOKEN_SECRET);
  const token = secret === undefined ? filled(optional(GITHUB_TOKEN)) : await storedSecret(secret);
  return token === '' ? undefined : token;
}

/** Where the API is. Another one than GitHub's own is for a GitHub of one's own, and for tests. */
export const githubApi = (): string => optional(GITHUB_API) ?? 'https://api.github.com';
