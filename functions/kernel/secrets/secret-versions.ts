/** A secret and the one it replaced, as Secrets Manager has them at this moment. */
import type { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { inParallel } from '../parallel.ts';
import { perHost } from '../per-host.ts';

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
export async function readVersions(secret: string): Promise<readonly string[]> {
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
