/** Every secret of the host, as functions are given them. */
import { GITHUB_TOKEN } from '../../functions/kernel/environment.ts';
import { apiToken } from './api-token.ts';
import { channelsOf } from './channel-secret.ts';
import type { Secrets } from './function-environment.ts';
import { linksKey } from './links-key.ts';
import type { Log } from './log.ts';
import { madeSecretOf } from './made-secret.ts';
import { webhookSecretsOf } from './webhook-secrets.ts';

/** @throws {SecretUnusableError} */
export function hostSecrets(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log): Secrets {
  const token = madeSecretOf(apiToken, data, environment, log);
  const key = madeSecretOf(linksKey, data, environment, log);
  const github = environment[GITHUB_TOKEN] ?? '';
  return {
    'api-token': () => token,
    'github-api': () => github,
    channels: channelsOf(data, environment, log),
    links: () => key,
    ...webhookSecretsOf(data, environment, log),
  };
}
