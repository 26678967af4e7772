/** The environment of a function on this host: what its wiring asks for. */
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
  OIDC_CLIENT_SECRET,
  PUBLIC_URL,
  SESSION_KEYS,
  SIGN_IN_LINKS,
  webhookSecret,
} from '../../functions/kernel/environment.ts';
import { publicAddress, signInSettings } from '../settings.ts';
import { type FunctionWiring, forSecrets } from '../wiring-shape.ts';
import type { Secrets } from './secrets.ts';

export type Environment = Readonly<Record<string, string>>;

/** The variable that holds a secret. */
const variables = forSecrets(
  {
    'api-token': API_TOKEN,
    'github-api': GITHUB_TOKEN,
    channels: CHANNELS,
    links: LINKS_KEY,
    sessions: SESSION_KEYS,
    'oidc-client': OIDC_CLIENT_SECRET,
  },
  webhookSecret,
);

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
  const seen = {
    [GITHUB_API]: host.own[GITHUB_API] ?? '',
    ...waysOut(wiring, host),
    ...waysIn(wiring, host),
  };
  // Read when the function asks, so that changes are seen without a restart.
  const define = (name: string, get: () => string) =>
    Object.defineProperty(seen, name, { get, enumerable: true });
  for (const secret of wiring.secrets ?? []) define(variables[secret], host.secrets[secret]);
  const publicUrl = publicAddress(host.own[PUBLIC_URL]);
  if (wiring.linksToPages) define(PUBLIC_URL, () => publicUrl ?? host.address());
  return seen;
}

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

/** Without a provider, whoever can read the data directory may make links that sign people in. */
function waysIn({ signsIn = false }: FunctionWiring, { own }: HostEnvironment): Environment {
  if (!signsIn) return {};
  const provider = signInSettings((_name, variable) => own[variable]);
  return Object.keys(provider).length > 0 ? provider : { [SIGN_IN_LINKS]: 'yes' };
}
