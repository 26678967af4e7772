/** All people, sources and channels of the catalog: the index says which there are, and their snapshots what they are now. */
import type { EntityKind } from '../../../events/contract.ts';
import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { AccountState } from '../model/account.ts';
import { ACCOUNTS, CHANNELS, PEOPLE, SOURCES } from '../model/lists.ts';
import type { ChannelState, SourceState } from '../model/registered.ts';
import type { States } from '../model/states.ts';
import type { PersonState } from '../model/team.ts';
import { readStates } from './states.ts';

/** Also those who left. By id. */
export const readPeople = (table: Store): Promise<PersonState[]> => readAll(table, 'person', PEOPLE);

/** All that were ever registered, by id. */
export const readChannels = (table: Store): Promise<ChannelState[]> => readAll(table, 'channel', CHANNELS);

/** Also those that left. By reference. */
export const readAccounts = (table: Store): Promise<AccountState[]> => readAll(table, 'account', ACCOUNTS);

/** One channel, strongly consistent. */
export const readChannel = async (table: Store, channel: string): Promise<ChannelState | undefined> =>
  (await readStates(table, 'channel', [channel])).get(channel);

/** Those that the catalog has now. */
export async function readSources(table: Store): Promise<SourceState[]> {
  const states = await readAll(table, 'source', SOURCES);
  return states.filter(
    ({ registration, retiredAt }) => registration !== undefined && retiredAt === undefined,
  );
}

async function readAll<K extends EntityKind>(table: Store, kind: K, list: string): Promise<States[K][]> {
  const ids = await listedIds(table, list);
  const states = await readStates(table, kind, ids);
  return ids.flatMap((id) => states.get(id) ?? []);
}
