/** Where people find the pages. */
import { webAddress } from '../events/fields.ts';
import { PUBLIC_URL } from '../functions/kernel/environment.ts';
import { SettingUnusableError } from './setting.ts';

/**
 * Where people find the pages, when that is another place than the host's own: `https://shipshape.example.com`.
 * @returns it without the slash at its end; undefined where nothing is said
 * @throws {SettingUnusableError} when it is no web address, or one with more to it than a path
 */
export function publicAddress(said: string | undefined): string | undefined {
  if (!said?.trim()) return undefined;
  const { data } = webAddress.safeParse(said.trim());
  if (data !== undefined && !/[?#@]/.test(data)) return data.replace(/\/+$/, '');
  throw new SettingUnusableError(
    `${PUBLIC_URL}: this is no address of pages. Say it like https://shipshape.example.com.`,
  );
}

/**
 * What the addresses of pages begin with: the Shipshape that was asked, or where people find it; nothing where that is
 * not known, and then they are paths.
 * @throws {SettingUnusableError} when the environment names no address
 */
export function pagesAddress(url: string | undefined, environment: NodeJS.ProcessEnv): string {
  const asked = url === undefined ? null : URL.parse(url);
  if (asked !== null) return `${asked.origin}${asked.pathname.replace(/\/+$/, '')}`;
  return publicAddress(environment[PUBLIC_URL]) ?? '';
}
