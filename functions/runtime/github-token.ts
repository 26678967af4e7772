/** What opens GitHub's API: a fine-grained personal token, or one of an app's installation. */
import { GITHUB_API, GITHUB_TOKEN, GITHUB_TOKEN_SECRET, optional } from './environment.ts';

/** How long a token that was replaced is still used, in seconds. */
const LONGEST_KEPT = 300;

/** What the secret holds until somebody fills it: the store takes no empty one. */
export const UNFILLED = 'none';

/** The token, or undefined where there is none. @throws {Error} when there is a store of secrets that does not answer */
export async function githubToken(): Promise<string | undefined> {
  const secret = optional(GITHUB_TOKEN_SECRET);
  const value = secret === undefined ? optional(GITHUB_TOKEN) : await readSecret(secret);
  const token = typeof value === 'string' ? value.trim() : '';
  return token === '' || token === UNFILLED ? undefined : token;
}

/** Where the API is. Another one than GitHub's own is for a GitHub of one's own, and for tests. */
export const githubApi = (): string => optional(GITHUB_API) ?? 'https://api.github.com';

/** Loaded when it is first asked for. */
async function readSecret(secret: string) {
  const { getSecret } = await import('@aws-lambda-powertools/parameters/secrets');
  return getSecret(secret, { maxAge: LONGEST_KEPT });
}
