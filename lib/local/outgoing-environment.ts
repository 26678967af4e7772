/** What functions on this host see of the ways out: where mail goes, where messages may go, and where the pages are. */
import { join, resolve } from 'node:path';
import { ALLOWED_HOSTS, MAIL, MAIL_FROM, PUBLIC_URL } from '../../functions/kernel/environment.ts';
import { publicAddress } from '../public-address.ts';
import type { FunctionWiring } from '../wiring.ts';

const FROM = 'shipshape@localhost';

export type Environment = Readonly<Record<string, string>>;

/** By the variable's name: what it is at this moment. */
export type LookedUp = Readonly<Record<string, () => string>>;

export interface Outgoing {
  /** What the host was told. */
  readonly own: NodeJS.ProcessEnv;
  /** Where mail is put as files, unless it is to go out; nowhere without a directory. */
  readonly data: string | undefined;
}

/** Set and empty means none: mail is then neither sent nor put anywhere. */
export function outgoingEnvironment(
  { secrets = [], sendsMail = false }: FunctionWiring,
  { own, data }: Outgoing,
): Environment {
  const outbox = data === undefined ? '' : `file:${join(resolve(data), 'outbox')}`;
  return {
    ...(sendsMail ? { [MAIL]: own[MAIL] ?? outbox, [MAIL_FROM]: own[MAIL_FROM] || FROM } : {}),
    ...(secrets.includes('channels') ? { [ALLOWED_HOSTS]: own[ALLOWED_HOSTS] ?? '' } : {}),
  };
}

/**
 * @param address of the host itself, once it listens
 * @throws {SettingUnusableError} when the address that people are to use is none
 */
export function addressOf(
  { linksToPages = false }: FunctionWiring,
  own: NodeJS.ProcessEnv,
  address: () => string,
): LookedUp {
  const said = publicAddress(own[PUBLIC_URL]);
  return linksToPages ? { [PUBLIC_URL]: () => said ?? address() } : {};
}
