/** The secrets that deliveries are verified by: on AWS in Secrets Manager, on one machine in the environment that the host gives. */
import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import * as z from 'zod';
import { lazy } from '../../events/lazy.ts';
import { optional, WEBHOOK_SECRETS, webhookSecret } from '../kernel/environment.ts';
import { UnavailableError } from '../kernel/http/answers.ts';
import { inParallel } from '../kernel/parallel.ts';
import { asSecret, secretsIn } from '../kernel/secrets.ts';
import { perHost } from '../kernel/surroundings.ts';

export interface WebhookSecrets {
  /** The current one first. */
  readonly accepted: readonly string[];
  /** Reads them anew, in case they were replaced; undefined when that was done a moment ago. */
  refetch(): Promise<readonly string[] | undefined>;
}

/** How long a secret that was retired is still accepted: as seldom is the store asked. */
const MAX_KEPT_MS = 300_000;
/** Whoever sends what does not verify makes the store be asked no oftener than this. */
const REFETCH_EVERY_MS = 60_000;

const unchecked = (cause: unknown) =>
  new UnavailableError(
    'SENDER_UNCHECKED',
    'The delivery cannot be verified at the moment: send it again in half a minute.',
    30,
    { cause },
  );

/** For the log: whoever sends is told no more than that it cannot be verified. */
class WebhookSecretUnusableError extends Error {
  override readonly name = 'WebhookSecretUnusableError';
}

/**
 * The secrets of a kind of sender; undefined where it is not connected.
 * @throws {UnavailableError} when there are some and they cannot be read or used: nothing is taken unchecked
 */
export async function webhookSecrets(source: string): Promise<WebhookSecrets | undefined> {
  const stored = optional(WEBHOOK_SECRETS);
  if (stored === undefined) return fromHost(source, optional(webhookSecret(source)));
  const secret = arns.parse(JSON.parse(stored))[source];
  return secret === undefined ? undefined : fromStore(source, secret);
}

const arns = lazy(() => z.record(z.string(), z.string()));

/** What the host gives is never old. */
function fromHost(source: string, lines: string | undefined): WebhookSecrets | undefined {
  if (lines === undefined) return undefined;
  return { accepted: usable(source, lines.split('\n')), refetch: async () => undefined };
}

interface Kept {
  readonly accepted: readonly string[];
  readonly at: number;
}

/** By the secret's ARN. */
const kept = perHost(() => new Map<string, Kept>());
const refetched = perHost(() => new Map<string, { readonly at: number; readonly isDown: boolean }>());

async function fromStore(source: string, secret: string): Promise<WebhookSecrets> {
  const last = kept().get(secret);
  const isFresh = last !== undefined && Date.now() - last.at < MAX_KEPT_MS;
  const { accepted } = isFresh ? last : await fetchNow(source, secret);
  return { accepted, refetch: () => refetch(source, secret) };
}

/** While the store is down, nobody can say whether a secret that we do not know is a new one. */
async function refetch(source: string, secret: string): Promise<readonly string[] | undefined> {
  const at = Date.now();
  const last = refetched().get(secret);
  if (last !== undefined && at - last.at < REFETCH_EVERY_MS) {
    if (last.isDown) throw unchecked('The store was down a moment ago.');
    return undefined;
  }
  refetched().set(secret, { at, isDown: true });
  const { accepted } = await fetchNow(source, secret);
  refetched().set(secret, { at, isDown: false });
  return accepted;
}

async function fetchNow(source: string, secret: string): Promise<Kept> {
  const versions = await readVersions(secret).catch((cause: unknown) => {
    throw unchecked(cause);
  });
  const fetched = { accepted: usable(source, versions), at: Date.now() };
  kept().set(secret, fetched);
  return fetched;
}

function usable(source: string, lines: readonly string[]): readonly string[] {
  const accepted = secretsIn(source, lines);
  if (accepted !== undefined) return accepted;
  const cause = new WebhookSecretUnusableError(
    `The secret of ${source} cannot be used, so its deliveries are refused. Put another: ${asSecret(source)}.`,
  );
  throw unchecked(cause);
}

/** A sender waits ten seconds for its answer: a store that hangs must not use them up. */
const CLIENT = { maxAttempts: 2, requestHandler: { connectionTimeout: 1000, requestTimeout: 2000 } };

/** Loaded when it is first asked for: on one machine it never is. */
const store = perHost(async (): Promise<SecretsProvider> => {
  const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
  return new SecretsProvider({ clientConfig: CLIENT });
});

/**
 * The current version, and the previous one where there is one.
 * @throws whatever the store says when it does not give the current one
 */
async function readVersions(secret: string): Promise<readonly string[]> {
  const secrets = await store();
  // Both end before one's error is told: a try that went on by itself would outlive the delivery it was made for.
  const versions = await inParallel(['AWSCURRENT', 'AWSPREVIOUS'] as const, (stage) =>
    stage === 'AWSCURRENT'
      ? secrets.get(secret, fresh(stage))
      : secrets.get(secret, fresh(stage)).catch(noneIfMissing),
  );
  return versions.map((value) => (typeof value === 'string' ? value : ''));
}

/** The package keeps both versions under one name, so that what it kept of one would be given for the other. */
const fresh = (VersionStage: string) => ({
  forceFetch: true,
  throwOnMissing: true,
  sdkOptions: { VersionStage },
});

/** A secret that was never replaced has no previous version. */
function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ParameterNotFoundError') return undefined;
  throw error;
}
