/** The secrets of functions: on AWS in Secrets Manager, on one machine in the environment that the host gives them. */
import {
  API_TOKEN,
  API_TOKEN_SECRET,
  GITHUB_API,
  GITHUB_TOKEN,
  GITHUB_TOKEN_SECRET,
  LINKS_KEY,
  LINKS_KEY_SECRET,
  optional,
} from './environment.ts';
import { UnavailableError } from './http/answers.ts';
import { perHost } from './surroundings.ts';

/** How long a secret that was replaced is still used, in seconds: as seldom is the store asked. */
const MAX_KEPT = 300;

/** What a secret holds until somebody fills it: the store takes no empty one. */
export const UNFILLED = 'none';

/** What it gave is kept with it. Loaded when it is first asked for: on one machine it never is. */
const store = perHost(async () => {
  const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
  return new SecretsProvider();
});

/**
 * A secret, without space at its ends.
 * @param arn the setting that says where the store has it, where there is a store
 * @param name the setting that it stands in itself, where there is none
 * @returns `''` where nobody filled it
 * @throws whatever the store says when it does not give it
 */
export async function secretIn(arn: string, name: string): Promise<string> {
  const stored = optional(arn);
  if (stored === undefined) return filled(optional(name));
  const value = await (await store()).get(stored, { maxAge: MAX_KEPT });
  return filled(typeof value === 'string' ? value : '');
}

/** What was filled in, wherever it comes from. */
export function filled(value: string | undefined): string {
  const text = value?.trim() ?? '';
  return text === UNFILLED ? '' : text;
}

/** One that is there and cannot be read is not taken for one that is not there: nothing is let in unchecked. */
async function checked(arn: string, name: string, code: string, what: string): Promise<string | undefined> {
  const unavailable = (options?: ErrorOptions) => new UnavailableError(code, what, 30, options);
  const secret = await secretIn(arn, name).catch((cause: unknown) => {
    throw unavailable({ cause });
  });
  if (secret === '' && optional(arn) !== undefined) throw unavailable();
  return secret || undefined;
}

/** The token that opens the private API; undefined where none is configured. @throws {UnavailableError} when it cannot be read */
export const apiToken = () =>
  checked(
    API_TOKEN_SECRET,
    API_TOKEN,
    'TOKEN_UNCHECKED',
    'The token cannot be checked at the moment. Ask again in half a minute.',
  );

/**
 * What links are signed with; undefined where nothing is configured, and then no link is made or taken. Another one ends
 * all links that are out.
 * @throws {UnavailableError} when it cannot be read
 */
export const linksKey = () =>
  checked(
    LINKS_KEY_SECRET,
    LINKS_KEY,
    'LINK_UNCHECKED',
    'The link cannot be checked at the moment. Open it again in half a minute.',
  );

/**
 * What opens GitHub's API, a fine-grained personal token or one of an app's installation; undefined where there is none.
 * @throws whatever the store says when it does not give it
 */
export const githubToken = async (): Promise<string | undefined> =>
  (await secretIn(GITHUB_TOKEN_SECRET, GITHUB_TOKEN)) || undefined;

/** Where the API is. Another one than GitHub's own is for a GitHub of one's own, and for tests. */
export const githubApi = (): string => optional(GITHUB_API) ?? 'https://api.github.com';

/** Shorter ones can be guessed. */
export const MIN_SECRET_LENGTH = 16;

const SIGNING = 'whsec_';

/** Of a kind of sender, the current one first, as they are accepted; undefined when the current one cannot be used. */
export function secretsIn(source: string, lines: readonly string[]): readonly string[] | undefined {
  const [current = '', ...previous] = lines.map((line) => line.trim());
  if (!isSecret(source, current)) return undefined;
  // One that could be guessed is none, and is not accepted because it was once the current one.
  return [current, ...previous.filter((each) => isSecret(source, each))];
}

function isSecret(source: string, text: string): boolean {
  if (text.length < MIN_SECRET_LENGTH || /\p{Cc}/u.test(text)) return false;
  const isSigning = source === 'standard' || text.startsWith(SIGNING);
  return !isSigning || isBase64(text.replace(SIGNING, ''));
}

/** Decoding skips what is no base64: no sender would have the key that is left. */
const isBase64 = (text: string): boolean => {
  const bare = text.replace(/=+$/, '');
  return Buffer.from(text, 'base64').toString('base64').replace(/=+$/, '') === bare && bare !== '';
};

/** What it must be, for people. */
export const asSecret = (source: string): string =>
  source === 'standard'
    ? `a secret of Standard Webhooks: ${SIGNING} and base64`
    : `at least ${MIN_SECRET_LENGTH} characters, and after ${SIGNING} base64`;
