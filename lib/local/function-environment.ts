/** The environment of a function on this host: secrets, mail, allowed hosts and the address of the pages, as far as its wiring asks for them. */
import { join, resolve } from 'node:path';
import {
  ALLOWED_HOSTS,
  API_TOKEN,
  CHANNELS,
  GITHUB_API,
  GITHUB_TOKEN,
  LINKS_KEY,
  MAIL,
  MAIL_FROM,
  PUBLIC_URL,
  webhookSecret,
} from '../../functions/kernel/environment.ts';
import { publicAddress } from '../settings.ts';
import type { FunctionWiring, SecretName } from '../wiring-shape.ts';
import type { Secrets } from './secrets.ts';

export type Environment = Readonly<Record<string, string>>;

/** Getters, by the name of the variable. */
type LookedUp = Readonly<Record<string, () => string>>;

/** The variable that holds a secret. */
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

const FROM = 'shipshape@localhost';

export interface HostEnvironment {
  /** The environment of the host itself. */
  readonly own: NodeJS.ProcessEnv;
  /** Where mail is written as files, unless it is sent; without a directory it is dropped. */
  readonly data: string | undefined;
  readonly secrets: Secrets;
  /** The host's own address, once it listens. */
  readonly address: () => string;
}

/** @throws {SettingUnusableError} when the address of the pages cannot be used */
export function functionEnvironment(wiring: FunctionWiring, host: HostEnvironment): Environment {
  const seen = { [GITHUB_API]: host.own[GITHUB_API] ?? '', ...waysOut(wiring, host) };
  // Read when the function asks, so that changes are seen without a restart.
  for (const [name, get] of Object.entries({ ...secretsOf(wiring, host), ...addressOf(wiring, host) }))
    Object.defineProperty(seen, name, { get, enumerable: true });
  return seen;
}

const secretsOf = ({ secrets = [] }: FunctionWiring, host: HostEnvironment): LookedUp =>
  Object.fromEntries(secrets.map((name) => [variables[name], host.secrets[name]]));

/** Set but empty means none: mail is then neither sent nor written. */
function waysOut(
  { secrets = [], sendsMail = false }: FunctionWiring,
  { own, data }: HostEnvironment,
): Environment {
  const outbox = data === undefined ? '' : `file:${join(resolve(data), 'outbox')}`;
  return {
    ...(sendsMail ? { [MAIL]: own[MAIL] ?? outbox, [MAIL_FROM]: own[MAIL_FROM] || FROM } : {}),
    ...(secrets.includes('channels') ? { [ALLOWED_HOSTS]: own[ALLOWED_HOSTS] ?? '' } : {}),
  };
}

function addressOf({ linksToPages = false }: FunctionWiring, { own, address }: HostEnvironment): LookedUp {
  const said = publicAddress(own[PUBLIC_URL]);
  return linksToPages ? { [PUBLIC_URL]: () => said ?? address() } : {};
}
