/** The secrets of functions: on AWS in Secrets Manager, on one machine in the environment that the host provides. */
import * as z from 'zod';
import { lazy } from '../../events/lazy.ts';
import {
  API_TOKEN,
  API_TOKEN_SECRET,
  GITHUB_API,
  GITHUB_TOKEN,
  GITHUB_TOKEN_SECRET,
  LINKS_KEY,
  LINKS_KEY_SECRET,
  OIDC_CLIENT_SECRET,
  OIDC_CLIENT_SECRET_SECRET,
  optional,
  SESSION_KEYS,
  SESSION_KEYS_SECRET,
} from './environment.ts';
import { UnavailableError } from './http/answers.ts';
import { perHost } from './surroundings.ts';

/** How long a secret is cached, and so how long a replaced one is still used. */
const MAX_AGE_SECONDS = 300;

/** The content of a secret that nobody filled in yet: Secrets Manager takes no empty one. */
export const UNFILLED = 'none';

/** Caches what it read. Loaded with the first secret, which on one machine is never. */
const store = perHost(async () => {
  const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
  return new SecretsProvider();
});

/**
 * @param arn the setting that holds the ARN of the secret, on hosts with a store of secrets
 * @param name the setting that holds the secret itself, on others
 * @returns the secret without space at its ends; `''` if nobody filled it in
 * @throws the error of the store when it cannot be read
 */
export async function secretIn(arn: string, name: string): Promise<string> {
  const stored = optional(arn);
  if (stored === undefined) return filled(optional(name));
  const value = await (await store()).get(stored, { maxAge: MAX_AGE_SECONDS });
  return filled(typeof value === 'string' ? value : '');
}

export function filled(value: string | undefined): string {
  const text = value?.trim() ?? '';
  return text === UNFILLED ? '' : text;
}

/** A secret that cannot be read is not taken for one that is absent: nothing is let in unchecked. */
async function checked(arn: string, name: string, code: string, what: string): Promise<string | undefined> {
  const unavailable = (options?: ErrorOptions) => new UnavailableError(code, what, 30, options);
  const secret = await secretIn(arn, name).catch((cause: unknown) => {
    throw unavailable({ cause });
  });
  if (secret === '' && optional(arn) !== undefined) throw unavailable();
  return secret || undefined;
}

/** The token of the private API; undefined if none is configured. @throws {UnavailableError} when it cannot be read */
export const apiToken = () =>
  checked(
    API_TOKEN_SECRET,
    API_TOKEN,
    'TOKEN_UNCHECKED',
    'The token cannot be checked at the moment. Ask again in half a minute.',
  );

/** The key that links are signed with; undefined if none is configured. @throws {UnavailableError} when it cannot be read */
export const linksKey = () =>
  checked(
    LINKS_KEY_SECRET,
    LINKS_KEY,
    'LINK_UNCHECKED',
    'The link cannot be checked at the moment. Open it again in half a minute.',
  );

/**
 * The keys of sessions, the current one first; none where none is configured: then nobody can sign in.
 * @throws {UnavailableError} when they cannot be read
 */
export async function sessionKeys(): Promise<readonly string[]> {
  const keys = await checked(
    SESSION_KEYS_SECRET,
    SESSION_KEYS,
    'SESSION_UNCHECKED',
    'Who is signed in cannot be checked at the moment. Ask again in half a minute.',
  );
  const lines = (keys ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line.length >= MIN_SECRET_LENGTH);
}

/** What this Shipshape proves itself with at the provider; undefined where it needs nothing. @throws when it cannot be read */
export const oidcClientSecret = async (): Promise<string | undefined> =>
  (await secretIn(OIDC_CLIENT_SECRET_SECRET, OIDC_CLIENT_SECRET)) || undefined;

/** A fine-grained personal token, or one of an app's installation. @throws the error of the store when it cannot be read */
export const githubToken = async (): Promise<string | undefined> =>
  (await secretIn(GITHUB_TOKEN_SECRET, GITHUB_TOKEN)) || undefined;

export const githubApi = (): string => optional(GITHUB_API) ?? 'https://api.github.com';

/** Shorter ones can be guessed. */
export const MIN_SECRET_LENGTH = 16;

const SIGNING = 'whsec_';

/** The accepted secrets of a kind of sender, the current one first; undefined when the current one cannot be used. */
export function secretsIn(source: string, lines: readonly string[]): readonly string[] | undefined {
  const [current = '', ...previous] = lines.map((line) => line.trim());
  if (!isSecret(source, current)) return undefined;
  return [current, ...previous.filter((each) => isSecret(source, each))];
}

/** The secrets of a kind of sender: one for all that it sends, and those of single sources. */
export interface SenderSecrets {
  /** The current one first; none where only sources have secrets. */
  readonly accepted: readonly string[];
  /** By the name of a source; none where its secret cannot be used, so that nothing speaks for it. */
  readonly own: ReadonlyMap<string, readonly string[]>;
}

/** What stands for the sender itself, beside the names of its sources. */
export const WHOLE_SENDER = '';

/**
 * @param versions the present text and older ones: one secret, or JSON with one for each name
 * @param isByLine whether each line of a text is one, the current one first
 * @returns undefined where the secret of the sender itself cannot be used, or there is none at all
 */
export function senderSecrets(
  source: string,
  versions: readonly string[],
  isByLine: boolean,
): SenderSecrets | undefined {
  const lines = new Map<string, string[]>();
  for (const version of versions)
    for (const [name, text] of Object.entries(namedIn(version) ?? { [WHOLE_SENDER]: version })) {
      if (text === '') continue;
      const found = isByLine ? text.split('\n').filter((line) => line.trim() !== '') : [text];
      lines.set(name, [...(lines.get(name) ?? []), ...found]);
    }
  const whole = lines.get(WHOLE_SENDER);
  lines.delete(WHOLE_SENDER);
  const accepted = whole === undefined && lines.size > 0 ? [] : secretsIn(source, whole ?? []);
  const own = [...lines].map(([name, texts]) => [name, secretsIn(source, texts) ?? []] as const);
  return accepted && { accepted, own: new Map(own) };
}

/** The texts of JSON like `{"": "…", "github:acme/app": "…"}`; undefined for any other text. */
function namedIn(text: string): Readonly<Record<string, string>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return named.parse(value);
  } catch {
    return undefined;
  }
}

const named = lazy(() => z.record(z.string(), z.string()));

function isSecret(source: string, text: string): boolean {
  if (text.length < MIN_SECRET_LENGTH || /\p{Cc}/u.test(text)) return false;
  const isSigning = source === 'standard' || text.startsWith(SIGNING);
  return !isSigning || isBase64(text.replace(SIGNING, ''));
}

/** Decoding skips other characters, and the key that is left would match no sender's. */
const isBase64 = (text: string): boolean => {
  const bare = text.replace(/=+$/, '');
  return Buffer.from(text, 'base64').toString('base64').replace(/=+$/, '') === bare && bare !== '';
};

/** The requirements, for people. */
export const asSecret = (source: string): string =>
  source === 'standard'
    ? `a secret of Standard Webhooks: ${SIGNING} and base64`
    : `at least ${MIN_SECRET_LENGTH} characters, and after ${SIGNING} base64`;
