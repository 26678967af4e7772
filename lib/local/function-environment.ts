/** The environment that functions see on this host: what the wiring sets on AWS, with everything on loopback. */
import { devNull } from 'node:os';
import {
  API_TOKEN,
  BUS,
  CHANNELS,
  GITHUB_API,
  GITHUB_TOKEN,
  LINKS_KEY,
  TABLE,
  webhookSecret,
} from '../../functions/runtime/environment.ts';
import type { FunctionWiring, SecretName } from '../wiring.ts';

export type Environment = Readonly<Record<string, string>>;

/** By the variable's name: what it is at this moment. */
export type LookedUp = Readonly<Record<string, () => string>>;

/** What each secret is at this moment; empty where there is none. */
export type Secrets = Readonly<Record<SecretName, () => string>>;

export interface Places {
  readonly table: string;
  readonly bus: string;
  readonly databaseEndpoint: string;
  readonly busEndpoint: string;
  /** Comes back with each call a function makes, so that the bus knows it from calls from outside. */
  readonly sessionToken: string;
}

/** The user's own settings of AWS and of the tools must not reach functions: a profile would start a credential lookup. */
const OURS = /^(AWS|POWERTOOLS|SHIPSHAPE|LAMBDA)_/;

/** The variable that a secret is handed over in. */
const variables: Readonly<Record<SecretName, string>> = {
  'api-token': API_TOKEN,
  'github-api': GITHUB_TOKEN,
  channels: CHANNELS,
  links: LINKS_KEY,
  'webhook-github': webhookSecret('github'),
  'webhook-gitlab': webhookSecret('gitlab'),
  'webhook-launchdarkly': webhookSecret('launchdarkly'),
  'webhook-unleash': webhookSecret('unleash'),
  'webhook-standard': webhookSecret('standard'),
};

/** What a function sees of the secrets: those that its wiring names. */
export const secretsOf = ({ secrets = [] }: FunctionWiring, all: Secrets): LookedUp =>
  Object.fromEntries(secrets.map((name) => [variables[name], all[name]]));

/** Adds what is looked up when the function asks, so that what changes is seen by the instances that run already. */
export function withLookedUp(environment: Environment, lookedUp: LookedUp): Environment {
  const seen = { ...environment };
  for (const [name, get] of Object.entries(lookedUp))
    Object.defineProperty(seen, name, { get, enumerable: true });
  return seen;
}

/** @param own the environment of the host; `SHIPSHAPE_LOG_LEVEL` says how much functions log */
export function functionEnvironment(name: string, places: Places, own: NodeJS.ProcessEnv): Environment {
  const inherited = Object.entries(own).flatMap(([key, value]) =>
    value === undefined || OURS.test(key) ? [] : [[key, value] as const],
  );
  return {
    ...Object.fromEntries(inherited),
    [TABLE]: places.table,
    [BUS]: places.bus,
    [GITHUB_API]: own[GITHUB_API] ?? '',
    AWS_ENDPOINT_URL_DYNAMODB: places.databaseEndpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: places.busEndpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: places.sessionToken,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_LAMBDA_FUNCTION_NAME: name,
    POWERTOOLS_SERVICE_NAME: 'shipshape',
    POWERTOOLS_LOG_LEVEL: own.SHIPSHAPE_LOG_LEVEL ?? 'WARN',
    POWERTOOLS_METRICS_DISABLED: 'true',
  };
}
