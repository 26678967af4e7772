import { PUBLIC_URL } from '../../../functions/kernel/environment.ts';
import { publicAddress } from '../../public-address.ts';
import type { TargetOptions } from '../target.ts';

/**
 * What the addresses of pages begin with: the Shipshape that was asked, or where people find it; nothing where that is
 * not known, and then they are paths.
 * @throws {SettingUnusableError} when the environment names no address
 */
export function pagesAddress({ url }: TargetOptions, environment: NodeJS.ProcessEnv): string {
  const asked = url === undefined ? null : URL.parse(url);
  if (asked !== null) return `${asked.origin}${asked.pathname.replace(/\/+$/, '')}`;
  return publicAddress(environment[PUBLIC_URL]) ?? '';
}
