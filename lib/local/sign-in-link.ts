/** The link that signs a person in on this machine, and for whom a start prints one. */
import { readPeople } from '../../functions/catalog/model/import/wire.ts';
import { type Identity, whoIs } from '../../functions/catalog/model/speakers.ts';
import { readCatalogPage } from '../../functions/catalog/store/catalog.ts';
import type { Store } from '../../functions/kernel/store/store.ts';
import { LINK_MINUTES, signInLink } from '../../functions/site/sign-in/link.ts';
import { signInSettings } from '../settings.ts';
import type { Host } from './host.ts';

/** Of the demo's people, the one who sees the most. */
const OF_THE_DEMO = 'mira';

const COMMAND = 'npm run shipshape -- sign-in --as';

/** Whether people sign in at a provider, and not by links. @throws {SettingUnusableError} */
export const hasProvider = (environment: NodeJS.ProcessEnv): boolean =>
  Object.keys(signInSettings((_name, variable) => environment[variable])).length > 0;

/** @param now in milliseconds since 1970 */
export const linkFor = (
  { name, person }: Extract<Identity, { known: true }>,
  address: string,
  key: string,
  now: number,
): string[] => [
  `Sign in as ${name}, once and within ${LINK_MINUTES} minutes:`,
  `  ${address}${signInLink(key, person, now)}`,
];

/**
 * What a start says of signing in.
 * @param email of who starts it, where it is known
 */
export async function howToSignIn(
  { address, store, linksKey }: Pick<Host, 'address' | 'store' | 'linksKey'>,
  environment: NodeJS.ProcessEnv,
  email: string | undefined,
): Promise<string[]> {
  if (hasProvider(environment))
    return [`People sign in at ${address}/sign-in, with the provider that is set.`];
  const people = await peopleOf(store);
  const present = [...people].filter(([, { isGone }]) => !isGone);
  if (present.length === 0)
    return [`Nobody can sign in yet, because the catalog has no people: import some, then ${COMMAND} <you>.`];
  const [only, ...others] = present.map(([id]) => id);
  const found = [email, OF_THE_DEMO, others.length === 0 ? only : undefined]
    .filter((called) => called !== undefined)
    .map((called) => whoIs(called, people))
    .find(({ known }) => known);
  return found?.known ? linkFor(found, address, linksKey, Date.now()) : [`To sign in: ${COMMAND} <you>`];
}

const peopleOf = (store: Store) => readPeople((section, after) => readCatalogPage(store, section, after));
