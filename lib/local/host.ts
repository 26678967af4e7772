/** The one-machine host: the functions of the wiring, with everything they need on this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GITHUB_TOKEN } from '../../functions/runtime/environment.ts';
import { buildFunctions } from '../bundle.ts';
import { DIGEST_ZONES, digestZones } from '../digest-zones.ts';
import { type FunctionWiring, functionsFor } from '../wiring.ts';
import { apiToken } from './api-token.ts';
import { channelsOf } from './channel-secret.ts';
import type { Secrets } from './function-environment.ts';
import { linksKey } from './links-key.ts';
import { fromBundles, type StartInstance } from './load-bundle.ts';
import { type Log, logToStderr } from './log.ts';
import { madeSecretOf } from './made-secret.ts';
import { refuseUnknownOperators } from './pattern.ts';
import { Host } from './running-host.ts';
import { openStorage } from './storage.ts';
import { systemTime, type Time } from './time.ts';
import { webhookSecretsOf } from './webhook-secrets.ts';

export type { Host } from './running-host.ts';

export interface HostOptions {
  /** Directory of what outlives the process; in memory without it. */
  readonly data?: string | undefined;
  /** Of the HTTP API; any free one by default. */
  readonly port?: number | undefined;
  /** Directory of built bundles, or what starts an instance of a function; built afresh by default. */
  readonly bundles?: string | StartInstance | undefined;
  readonly functions?: readonly FunctionWiring[];
  readonly time?: Time;
  readonly random?: () => number;
  readonly log?: Log;
  /** `AWS_ENDPOINT_URL_DYNAMODB` names a database to use instead, `SHIPSHAPE_LOG_LEVEL` how much functions log,
   * `SHIPSHAPE_API_TOKEN` what opens the private API, `SHIPSHAPE_SECRET_GITHUB` what GitHub signs with,
   * `SHIPSHAPE_DIGEST_ZONES` where digests are made at seven, `SHIPSHAPE_MAIL` how mail goes out. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Directory of bundles that were built before, for who starts many hosts of one version. Of the process, not of a host. */
const BUNDLES = 'SHIPSHAPE_BUNDLES';

const TABLE_NAME = 'shipshape';

/**
 * @throws {DataDirectoryInUseError} when another host has the data directory
 * @throws {SecretUnusableError} when a secret cannot be used, or its file cannot be kept from others
 * @throws {SettingUnusableError} when the environment names no time zones, or no address
 * @throws {PortTakenError}
 * @throws {PatternUnsupportedError} when a subscription uses an operator that only EventBridge has
 */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const { environment = process.env } = options;
  const { functions = functionsFor(digestZones(environment[DIGEST_ZONES])) } = options;
  refuseUnsupported(functions);
  const storage = await openStorage(TABLE_NAME, options.data, environment.AWS_ENDPOINT_URL_DYNAMODB);
  try {
    const start = await instancesFrom(
      options.bundles,
      functions.map(({ name }) => name),
    );
    const { port = 0, time = systemTime, random = Math.random, log = logToStderr } = options;
    const secrets = secretsOf(options.data, environment, log);
    return await Host.start({
      functions,
      environment,
      data: options.data,
      start,
      port,
      time,
      random,
      log,
      storage,
      secrets,
      table: TABLE_NAME,
    });
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** @throws {SecretUnusableError} */
function secretsOf(data: string | undefined, environment: NodeJS.ProcessEnv, log: Log): Secrets {
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

function refuseUnsupported(functions: readonly FunctionWiring[]): void {
  for (const { subscriptions = [] } of functions) {
    for (const { pattern } of subscriptions) refuseUnknownOperators(pattern);
  }
}

async function instancesFrom(
  bundles: HostOptions['bundles'],
  names: readonly string[],
): Promise<StartInstance> {
  if (typeof bundles === 'function') return bundles;
  const built = bundles ?? process.env[BUNDLES];
  if (built !== undefined) return fromBundles(built, names);
  // A place of its own: two hosts that start at once must not read what the other is writing.
  const fresh = await mkdtemp(join(tmpdir(), 'shipshape-'));
  try {
    await buildFunctions(fresh);
    return fromBundles(fresh, names);
  } finally {
    await rm(fresh, { recursive: true });
  }
}
