/** Settings that both hosts take: the time zones of digests, and the address of the pages. */
import { timeZone, webAddress } from '../events/fields.ts';
import {
  OIDC_ACCOUNT,
  OIDC_CLIENT_ID,
  OIDC_ISSUER,
  PUBLIC_URL,
  SIGN_IN_CONTACT,
} from '../functions/kernel/environment.ts';
import { UserError } from './user-error.ts';
import type { WallClockSchedule } from './wiring-shape.ts';

/** A setting that cannot be used; the message says what to do instead. */
export class SettingUnusableError extends UserError {}

/** The variable that names the time zones in which digests are made at seven, separated by commas. */
export const DIGEST_ZONES = 'SHIPSHAPE_DIGEST_ZONES';

const DEFAULT = 'UTC';

/** A zone as part of a schedule's name: `europe-berlin`, `etc-gmt-plus-3`. */
const nameOf = (zone: string) =>
  zone
    .toLowerCase()
    .replace('+', '-plus-')
    .replaceAll(/[^a-z0-9]+/g, '-');

/**
 * Teams in other zones get their digests, too, from the hourly schedule, which makes whatever is missing.
 * @param said `Europe/Berlin, Asia/Kolkata`
 * @throws {SettingUnusableError} when one of them is not in the IANA database
 */
export function digestZones(said = ''): readonly string[] {
  const named = said.split(',').flatMap((zone) => zone.trim() || []);
  const unknown = named.filter((zone) => !timeZone.safeParse(zone).success);
  if (unknown.length > 0)
    throw new SettingUnusableError(
      `${DIGEST_ZONES}: ${unknown.join(', ')} is not a time zone. Name them like Europe/Berlin, separated by commas.`,
    );
  const zones = named.length === 0 ? [DEFAULT] : named;
  return [...new Map(zones.map((zone) => [nameOf(zone), zone])).values()];
}

/** Each fires on the morning after its period has ended. */
const MORNINGS = {
  weekly: { hour: 7, minute: 0, weekDay: 1 },
  monthly: { hour: 7, minute: 0, day: 1 },
  quarterly: { hour: 7, minute: 0, day: 1, months: [1, 4, 7, 10] },
};

export const digestSchedules = (zones: readonly string[]): readonly WallClockSchedule[] =>
  zones.flatMap((zone) =>
    Object.entries(MORNINGS).map(([schedule, cron]) => ({
      name: `${schedule}-${nameOf(zone)}`,
      cron,
      timeZone: zone,
      input: { schedule, zone },
    })),
  );

/**
 * The address of the pages, where it is not the host's own: `https://shipshape.example.com`.
 * @returns without a slash at its end; undefined where it is not set
 * @throws {SettingUnusableError} when it is not a web address, or has more than a path
 */
export function publicAddress(said: string | undefined): string | undefined {
  if (!said?.trim()) return undefined;
  const { data } = webAddress.safeParse(said.trim());
  if (data !== undefined && !/[?#@]/.test(data)) return data.replace(/\/+$/, '');
  throw new SettingUnusableError(
    `${PUBLIC_URL}: this cannot be the address of the pages. Write it like https://shipshape.example.com.`,
  );
}

/**
 * What the addresses of pages begin with: the address that a command asked, or the one that is set; empty without either,
 * and then they are paths.
 * @throws {SettingUnusableError} when the address that is set cannot be used
 */
export function pagesAddress(url: string | undefined, environment: NodeJS.ProcessEnv): string {
  const asked = url === undefined ? null : URL.parse(url);
  if (asked !== null) return `${asked.origin}${asked.pathname.replace(/\/+$/, '')}`;
  return publicAddress(environment[PUBLIC_URL]) ?? '';
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Tokens go there and come from there, so only a provider on this machine may be asked without TLS. */
function isIssuer(said: string): boolean {
  const address = URL.parse(said);
  if (address === null || /[?#@]/.test(said)) return false;
  return address.protocol === 'https:' || (address.protocol === 'http:' && LOOPBACK.test(address.hostname));
}

/**
 * The provider that people sign in at, as the functions read it; empty where there is none.
 * @param said what is set, by the name of a deployment's context or the variable
 * @throws {SettingUnusableError} when it cannot be used
 */
export function signInSettings(
  said: (name: string, variable: string) => string | undefined,
): Readonly<Record<string, string>> {
  const [issuer, clientId] = [
    said('oidcIssuer', OIDC_ISSUER)?.trim(),
    said('oidcClientId', OIDC_CLIENT_ID)?.trim(),
  ];
  if (!issuer && !clientId) return {};
  if (!issuer || !clientId)
    throw new SettingUnusableError(
      `${OIDC_ISSUER} and ${OIDC_CLIENT_ID} belong together: the provider's address, and what it calls this Shipshape.`,
    );
  if (!isIssuer(issuer))
    throw new SettingUnusableError(
      `${OIDC_ISSUER}: this cannot be the address of a provider. Write it as the provider names its issuer, like https://login.example.com.`,
    );
  const account = said('oidcAccount', OIDC_ACCOUNT)?.trim();
  if (account && !/^[\w-]+:.*\{\w+\}/.test(account))
    throw new SettingUnusableError(
      `${OIDC_ACCOUNT}: write an account with a claim of the provider in it, like github:{preferred_username}.`,
    );
  const contact = said('signInContact', SIGN_IN_CONTACT)?.trim();
  return {
    [OIDC_ISSUER]: issuer,
    [OIDC_CLIENT_ID]: clientId,
    ...(account && { [OIDC_ACCOUNT]: account }),
    ...(contact && { [SIGN_IN_CONTACT]: contact }),
  };
}
