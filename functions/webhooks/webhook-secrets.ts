/** The secrets that deliveries are verified with: on AWS in Secrets Manager, on one machine from the host's environment. */
import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import * as z from 'zod';
import { lazy } from '../../events/lazy.ts';
import { optional, WEBHOOK_SECRETS, webhookSecret } from '../kernel/environment.ts';
import { UnavailableError } from '../kernel/http/answers.ts';
import { inParallel } from '../kernel/parallel.ts';
import { asSecret, type SenderSecrets, senderSecrets } from '../kernel/secrets.ts';
import { perHost } from '../kernel/surroundings.ts';

export interface WebhookSecrets extends Omit<SenderSecrets, 'own'>, Partial<Pick<SenderSecrets, 'own'>> {
  /** Reads them again, in case they were replaced; undefined when that was done a moment ago. */
  refetch(): Promise<SenderSecrets | undefined>;
}

/** How long secrets are cached, and so how long one that was retired is still accepted. */
const MAX_CACHED_MS = 300_000;
/** Deliveries that do not verify make us read the store again no more often than this. */
const REFETCH_EVERY_MS = 60_000;

const unchecked = (cause: unknown) =>
  new UnavailableError(
    'SENDER_UNCHECKED',
    'The delivery cannot be verified at the moment: send it again in half a minute.',
    30,
    { cause },
  );

/**
 * The secrets of a kind of sender; undefined where it is not connected.
 * @throws {UnavailableError} when there are some that cannot be read or used: no delivery is accepted unchecked
 */
export async function webhookSecrets(source: string): Promise<WebhookSecrets | undefined> {
  const stored = optional(WEBHOOK_SECRETS);
  if (stored === undefined) {
    const text = optional(webhookSecret(source));
    // What the host gives is always current.
    return text === undefined
      ? undefined
      : { ...usable(source, [text], true), refetch: async () => undefined };
  }
  const secret = arns.parse(JSON.parse(stored))[source];
  return secret === undefined ? undefined : fromStore(source, secret);
}

const arns = lazy(() => z.record(z.string(), z.string()));

/** By the secret's ARN. */
const cached = perHost(() => new Map<string, { secrets: SenderSecrets; at: number }>());
const refetched = perHost(() => new Map<string, { at: number; isDown: boolean }>());

async function fromStore(source: string, secret: string): Promise<WebhookSecrets> {
  const last = cached().get(secret);
  const isFresh = last !== undefined && Date.now() - last.at < MAX_CACHED_MS;
  const secrets = isFresh ? last.secrets : await fetchNow(source, secret);
  return { ...secrets, refetch: () => refetch(source, secret) };
}

/** While the store is down, an unknown secret may be a new one, so the delivery is neither accepted nor rejected. */
async function refetch(source: string, secret: string): Promise<SenderSecrets | undefined> {
  const at = Date.now();
  const last = refetched().get(secret);
  if (last !== undefined && at - last.at < REFETCH_EVERY_MS) {
    if (last.isDown) throw unchecked('The store was down a moment ago.');
    return undefined;
  }
  refetched().set(secret, { at, isDown: true });
  const secrets = await fetchNow(source, secret);
  refetched().set(secret, { at, isDown: false });
  return secrets;
}

async function fetchNow(source: string, secret: string): Promise<SenderSecrets> {
  const versions = await readVersions(secret).catch((cause: unknown) => {
    throw unchecked(cause);
  });
  const secrets = usable(source, versions, false);
  cached().set(secret, { secrets, at: Date.now() });
  return secrets;
}

function usable(source: string, versions: readonly string[], isByLine: boolean): SenderSecrets {
  const secrets = senderSecrets(source, versions, isByLine);
  if (secrets !== undefined) return secrets;
  // For the log: senders only learn that their delivery cannot be verified.
  const why = `The secret of ${source} cannot be used, so its deliveries are refused. Put another: ${asSecret(source)}.`;
  throw unchecked(new Error(why));
}

/** A sender waits ten seconds for its answer: a store that hangs must not use them up. */
const CLIENT = { maxAttempts: 2, requestHandler: { connectionTimeout: 1000, requestTimeout: 2000 } };

/** Loaded when it is first needed: on one machine it never is. */
const store = perHost(async (): Promise<SecretsProvider> => {
  const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
  return new SecretsProvider({ clientConfig: CLIENT });
});

/**
 * The current version, and the previous one where there is one.
 * @throws the error of the store when it does not give the current one
 */
async function readVersions(secret: string): Promise<readonly string[]> {
  const secrets = await store();
  // Both end before an error of one is thrown: a read that went on by itself would outlive its delivery.
  const versions = await inParallel(['AWSCURRENT', 'AWSPREVIOUS'], (VersionStage) =>
    secrets
      // The package caches both versions under one name, so its cache would give one for the other.
      .get(secret, { forceFetch: true, throwOnMissing: true, sdkOptions: { VersionStage } })
      .catch((error: unknown) => {
        // A secret that was never replaced has no previous version.
        const isMissing = error instanceof Error && error.name === 'ParameterNotFoundError';
        if (VersionStage === 'AWSCURRENT' || !isMissing) throw error;
      }),
  );
  return versions.map((value) => (typeof value === 'string' ? value : ''));
}
