/** The ways to tell people that the catalog knows. */

import { listedIds } from '../../kernel/store/lists.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type ChannelState, channelState } from '../model/channel.ts';
import { CHANNELS } from '../model/summary.ts';
import { readStates } from './snapshots.ts';

/** All channels that were ever registered, by id: which there are as the index tells, and each as it is now. */
export async function readChannels(table: Store): Promise<ChannelState[]> {
  const ids = await listedIds(table, CHANNELS);
  const states = await readStates(table, 'channel', channelState, ids);
  return ids.flatMap((id) => states.get(id) ?? []);
}

/** One channel, strongly consistent. */
export const readChannel = async (table: Store, channel: string): Promise<ChannelState | undefined> =>
  (await readStates(table, 'channel', channelState, [channel])).get(channel);
