/** The settings that functions see on this host: secrets, ways out, and where the pages are. Each sees what its wiring names. */
import { join, resolve } from 'node:path';
import { ALLOWED_HOSTS, API_TOKEN, CHANNELS, GITHUB_API, GITHUB_TOKEN, LINKS_KEY, MAIL, MAIL_FROM, PUBLIC_URL, webhookSecret } from '../../functions/kernel/environment.ts';
import { publicAddress } from '../public-address.ts';
import type { FunctionWiring, SecretName } from '../wiring.ts';
import type { Secrets } from './secrets.ts';

export type Environment = Readonly<Record<string, string>>;

/** By the variable's name: what it is at this moment. */
type LookedUp = Readonly<Record<string, () => string>>;

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

const FROM = 'shipshape@localhost';

export interface HostEnvironment {
  /** What the host was told. */
  readonly own: NodeJS.ProcessEnv;
  /** Where mail is put as files, unless it is to go out; nowhere without a directory. */
  readonly data: string | undefined;
  readonly secrets: Secrets;
  /** Of the host itself, once it listens. */
  readonly address: () => string;
}

/** @throws {SettingUnusableError} when the address that people are to use is none */
export function functionEnvironment(wiring: FunctionWiring, host: HostEnvironment): Environment {
  const seen = { [GITHUB_API]: host.own[GITHUB_API] ?? '', ...waysOut(wiring, host) };
  // Looked up when the function asks, so that what changes is seen without a start.
  for (const [name, get] of Object.entries({ ...secretsOf(wiring, host), ...addressOf(wiring, host) }))
    Object.defineProperty(seen, name, { get, enumerable: true });
  return seen;
}

/** What a function sees of the secrets: those that its wiring names. */
const secretsOf = ({ secrets = [] }: FunctionWiring, host: HostEnvironment): LookedUp =>
  Object.fromEntries(secrets.map((name) => [variables[name], host.secrets[name]]));

/** Set and empty means none: mail is then neither sent nor put anywhere. */
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
