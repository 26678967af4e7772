/** Announcements become messages on the channels that carry them, each once; messages that are due are sent. */
import * as z from 'zod';
import { lazy } from '../../../events/lazy.ts';
import type { ChannelState } from '../../catalog/model/registered.ts';
import { teamState } from '../../catalog/model/team.ts';
import { readChannels } from '../../catalog/store/records.ts';
import { readStates } from '../../catalog/store/snapshots.ts';
import { readDigest } from '../../digests/store/digests.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { excerptFor } from '../model/excerpt.ts';
import { messagesFor } from '../model/message.ts';
import { type OpenChannel, subscribed } from '../model/subscribed.ts';
import { isNews, readTold, type Told } from '../model/told.ts';
import { keyOf, putMessage } from '../store/messages.ts';
import { dueMessages } from '../store/outbox.ts';
import { deliver } from './deliver.ts';
import type { Notifying } from './notifying.ts';

/**
 * How long one turn goes on beginning with messages, in milliseconds; one that was begun takes some seconds more. Well
 * within the time of the function: a turn that it broke off would come again beside what it had begun.
 */
const TURN_MS = 30_000;
/** Messages that one turn looks at: so many that those of a channel that is down do not hide all others. */
const MAX_DUE = 5000;

const entryOf = lazy(() => z.object({ 'detail-type': z.string(), detail: z.unknown() }));

/**
 * Keeps the messages that announcements become, and tries to send them at once.
 * @throws what the table throws while they are kept; what cannot be sent waits for the next turn of the schedule
 */
export async function notify(notifying: Notifying, entries: readonly unknown[]): Promise<void> {
  const channels = await readChannels(notifying.table);
  const keys: Key[] = [];
  for (const entry of entries) {
    const { 'detail-type': type, detail } = entryOf.parse(entry);
    const told = readTold(type, detail);
    if (told === undefined) logger.warn('An announcement that nobody is told of was dropped.', { type });
    else if (!isNews(told, notifying.now()))
      logger.debug('Nobody is told of what is no news any more.', { type });
    else keys.push(...(await keep(notifying, channels, told)));
  }
  await send(notifying, keys);
}

/** One turn of the schedule: everything that is due. */
export async function sendDue(notifying: Notifying): Promise<void> {
  await send(notifying, await dueMessages(notifying.table, notifying.now(), MAX_DUE));
}

async function keep(
  { table, now }: Notifying,
  channels: readonly ChannelState[],
  told: Told,
): Promise<Key[]> {
  const open = subscribed(channels, told, await orgOf(table, told), now());
  const messages = messagesFor(told, told.type === 'DigestReady' ? await withNews(table, told, open) : open);
  for (const message of messages) await putMessage(table, message, told, now());
  return messages.map(keyOf);
}

async function orgOf(table: Store, { detail }: Told): Promise<string | undefined> {
  if (detail.team == null) return undefined;
  return (await readStates(table, 'team', teamState, [detail.team])).get(detail.team)?.org;
}

class DigestMissingError extends Error {
  override readonly name = 'DigestMissingError';
}

/** Nobody is told of a digest in which there is nothing for them. */
async function withNews(
  table: Store,
  { detail: { audience, period } }: Extract<Told, { type: 'DigestReady' }>,
  open: readonly OpenChannel[],
): Promise<OpenChannel[]> {
  if (open.length === 0) return [];
  const whole = await readDigest(table, audience, period);
  if (whole === undefined)
    throw new DigestMissingError(`The digest of ${audience} for ${period} is announced, and there is none.`);
  return open.filter(({ record }) => !excerptFor(whole, record.about).isQuiet);
}

/** Channels side by side; within a channel one after the other, until one has to wait. */
async function send(notifying: Notifying, keys: readonly Key[]): Promise<void> {
  const byChannel = Map.groupBy(keys, ({ pk }) => pk);
  const begun = Date.parse(notifying.now());
  const isOver = () => Date.parse(notifying.now()) - begun > TURN_MS;
  await inParallel([...byChannel.values()], async (ofChannel) => {
    for (const key of ofChannel) if (isOver() || !(await tryOne(notifying, key))) return;
  });
}

/** A message that fails for a reason nobody expected holds up nobody else: it is found again when its lease ends. */
async function tryOne(notifying: Notifying, key: Key): Promise<boolean> {
  try {
    return await deliver(notifying, key);
  } catch (error) {
    logger.error('A message failed; it is tried again when its lease has ended.', { error: asError(error) });
    return true;
  }
}
