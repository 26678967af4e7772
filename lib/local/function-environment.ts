/** The settings that functions see on this host: secrets, ways out, and where the pages are. Each sees what its wiring names. */
import {
  API_TOKEN,
  CHANNELS,
  GITHUB_API,
  GITHUB_TOKEN,
  LINKS_KEY,
  webhookSecret,
} from '../../functions/kernel/environment.ts';
import type { FunctionWiring, SecretName } from '../wiring.ts';
import { addressOf, type Environment, type LookedUp, outgoingEnvironment } from './outgoing-environment.ts';

export type { Environment } from './outgoing-environment.ts';

/** What each secret is at this moment; empty where there is none. */
export type Secrets = Readonly<Record<SecretName, () => string>>;

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

export interface HostEnvironment {
  /** What the host was told. */
  readonly own: NodeJS.ProcessEnv;
  readonly data: string | undefined;
  readonly secrets: Secrets;
  /** Of the host itself, once it listens. */
  readonly address: () => string;
}

/** @throws {SettingUnusableError} when the address that people are to use is none */
export function functionEnvironment(wiring: FunctionWiring, host: HostEnvironment): Environment {
  const { own, data, secrets, address } = host;
  const fixed = { [GITHUB_API]: own[GITHUB_API] ?? '', ...outgoingEnvironment(wiring, { own, data }) };
  return withLookedUp(fixed, { ...secretsOf(wiring, secrets), ...addressOf(wiring, own, address) });
}

/** What a function sees of the secrets: those that its wiring names. */
const secretsOf = ({ secrets = [] }: FunctionWiring, all: Secrets): LookedUp =>
  Object.fromEntries(secrets.map((name) => [variables[name], all[name]]));

/** Adds what is looked up when the function asks, so that what changes is seen without a start. */
function withLookedUp(environment: Environment, lookedUp: LookedUp): Environment {
  const seen = { ...environment };
  for (const [name, get] of Object.entries(lookedUp))
    Object.defineProperty(seen, name, { get, enumerable: true });
  return seen;
}
