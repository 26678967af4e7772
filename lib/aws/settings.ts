/** The settings of a deployment: from the context of the CDK (`cdk.json`, `-c name=value`) or the environment of the command. */
import type { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { ALLOWED_HOSTS, MAIL_FROM, PUBLIC_URL } from '../../functions/kernel/environment.ts';
import {
  DIGEST_ZONES,
  digestZones,
  publicAddress,
  SettingUnusableError,
  signInSettings,
} from '../settings.ts';

const MAIL_IDENTITY = 'SHIPSHAPE_MAIL_IDENTITY';

interface MailSettings {
  /** The verified identity of SES: a domain, or an address. */
  readonly identity: string;
  /** The sender's address, one of that identity. */
  readonly from: string;
}

export type Settings = ReturnType<typeof settingsOf>;

/** @throws {SettingUnusableError} when one of them cannot be used */
export function settingsOf(app: App, environment: NodeJS.ProcessEnv) {
  const said = (name: string, variable: string): string | undefined => {
    const value: unknown = app.node.tryGetContext(name) ?? environment[variable];
    return (typeof value === 'string' && value.trim()) || undefined;
  };
  return {
    digestZones: digestZones(said('digestZones', DIGEST_ZONES)),
    /** Without it no mail is sent, and no function may send any. */
    mail: mailOf(said('mailIdentity', MAIL_IDENTITY), said('mailFrom', MAIL_FROM)),
    /** The address of the pages, where it is not the HTTP API's own. */
    publicUrl: publicAddress(said('publicUrl', PUBLIC_URL)),
    /** The hosts that messages may go to, separated by commas. */
    allowedHosts: said('allowedHosts', ALLOWED_HOSTS),
    /** The provider that people sign in at; without one, nobody can. */
    signIn: signInSettings(said),
  };
}

const isAddress = (text: string) => z.email().safeParse(text).success;
const isDomain = (text: string) => z.hostname().safeParse(text).success && text.includes('.');

function mailOf(identity: string | undefined, said: string | undefined): MailSettings | undefined {
  if (identity === undefined) return undefined;
  const from = said ?? (identity.includes('@') ? identity : `shipshape@${identity}`);
  if (!isAddress(identity) && !isDomain(identity))
    throw new SettingUnusableError(`mailIdentity: ${identity} is neither a domain nor an e-mail address.`);
  if (isAddress(from) && isOf(identity, from)) return { identity, from };
  throw new SettingUnusableError(
    `mailFrom: ${from} is not an address of the identity ${identity}, so SES would refuse its mail.`,
  );
}

/** A domain sends for its subdomains, too. */
function isOf(identity: string, from: string): boolean {
  if (identity.includes('@')) return from === identity;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return domain === identity || domain.endsWith(`.${identity}`);
}
