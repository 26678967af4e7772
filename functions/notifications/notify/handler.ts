/** The function `notify`: announcements become messages on the channels that carry them, each once; messages that are due are sent. */
import type { Context, SQSEvent } from 'aws-lambda';
import { ChannelTested } from '../../../events/announcements/channel.ts';
import { ChannelTestRequested, MessageRetried } from '../../../events/facts/channel.ts';
import { type Notice, notices } from '../../../events/notices.ts';
import type { ChannelState } from '../../catalog/model/registered.ts';
import { readChannel, readChannels } from '../../catalog/store/records.ts';
import { readStates } from '../../catalog/store/states.ts';
import { readDigest } from '../../digests/store/digests.ts';
import { on, queueHandler, reacting, scheduleHandler } from '../../kernel/bus/handlers.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { inParallel } from '../../kernel/parallel.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import {
  closedBecause,
  ESCALATION,
  excerptFor,
  messagesFor,
  type OpenChannel,
  subscribed,
  testOn,
} from '../model/messages.ts';
import { isNews } from '../model/notices.ts';
import { sendersOf } from '../senders/senders.ts';
import { beginAgain, keyOf, putMessage } from '../store/messages.ts';
import { dueMessages } from '../store/outbox.ts';
import { deliver, type Notifying } from './deliver.ts';

/** How long one run begins messages. It stays well within the timeout: a run that was cut off would be repeated meanwhile. */
const RUN_MS = 30_000;
/** Messages that one run looks at: enough that the messages of a channel that is down do not hide all others. */
const MAX_DUE = 5000;

/** Stores the messages that announcements become, and tries to send them at once; the rest waits for the schedule. */
export const notify = reacting(
  on<Notice, Notifying>(notices, async (notifying, announced) => {
    const channels = await readChannels(notifying.table);
    const keys: Key[] = [];
    for (const notice of announced)
      if (isNews(notice, notifying.now())) keys.push(...(await store(notifying, channels, notice)));
      else logger.debug('An announcement is too old to be news.', { type: notice.type });
    await send(notifying, keys);
  }),
  on<ReturnType<typeof ChannelTestRequested.read>, Notifying>(
    [ChannelTestRequested],
    async (notifying, asked) => {
      const keys = await Promise.all(asked.map(({ detail }) => storeTest(notifying, detail)));
      await send(notifying, keys.flat());
    },
  ),
  on<ReturnType<typeof MessageRetried.read>, Notifying>([MessageRetried], async (notifying, asked) => {
    const { table, now } = notifying;
    const wishes = asked.map(({ detail: { channel, message, occurredAt } }) => ({
      key: keyOf({ channel: channel ?? ESCALATION, id: message }),
      askedAt: occurredAt,
    }));
    for (const { key, askedAt } of wishes) await beginAgain(table, key, askedAt, now());
    await send(
      notifying,
      wishes.map(({ key }) => key),
    );
  }),
);

/** On a channel that is muted or gone nothing is sent, not even a test. */
async function storeTest(
  { table, now }: Notifying,
  { id, occurredAt, channel }: ReturnType<typeof ChannelTestRequested.read>['detail'],
): Promise<Key[]> {
  const state = await readChannel(table, channel);
  const tested = ChannelTested.read({ version: 1, id, occurredAt, channel });
  if (state?.record === undefined || closedBecause(state, now()) !== undefined || !isNews(tested, now()))
    return [];
  const message = testOn(tested, { channel, record: state.record });
  await putMessage(table, message, tested, now());
  return [keyOf(message)];
}

/** One run of the schedule: everything that is due. */
export async function sendDue(notifying: Notifying): Promise<void> {
  await send(notifying, await dueMessages(notifying.table, notifying.now(), MAX_DUE));
}

async function store(
  { table, now }: Notifying,
  channels: readonly ChannelState[],
  notice: Notice,
): Promise<Key[]> {
  const open = subscribed(channels, notice, await orgOf(table, notice), now());
  const carrying = notice.type === 'DigestReady' ? await withNews(table, notice, open) : open;
  const messages = messagesFor(notice, carrying);
  for (const message of messages) await putMessage(table, message, notice, now());
  return messages.map(keyOf);
}

async function orgOf(table: Store, { detail }: Notice): Promise<string | undefined> {
  if (detail.team == null) return undefined;
  return (await readStates(table, 'team', [detail.team])).get(detail.team)?.org;
}

class DigestMissingError extends Error {
  override readonly name = 'DigestMissingError';
}

/** The channels for which there is something in the digest. */
async function withNews(
  table: Store,
  { detail: { audience, period } }: Extract<Notice, { type: 'DigestReady' }>,
  open: readonly OpenChannel[],
): Promise<OpenChannel[]> {
  if (open.length === 0) return [];
  const whole = await readDigest(table, audience, period);
  if (whole === undefined)
    throw new DigestMissingError(
      `The digest of ${audience} for ${period} was announced, and does not exist.`,
    );
  return open.filter(({ record }) => !excerptFor(whole, record.about).isQuiet);
}

/** Channels in parallel; within a channel one message after the other, until one has to wait. */
async function send(notifying: Notifying, keys: readonly Key[]): Promise<void> {
  const byChannel = Map.groupBy(keys, ({ pk }) => pk);
  const startedAt = Date.parse(notifying.now());
  const isOver = () => Date.parse(notifying.now()) - startedAt > RUN_MS;
  await inParallel([...byChannel.values()], async (ofChannel) => {
    for (const key of ofChannel) if (isOver() || !(await tryOne(notifying, key))) return;
  });
}

/** An unexpected error of one message holds up no other: the message is found again when its lease ends. */
async function tryOne(notifying: Notifying, key: Key): Promise<boolean> {
  try {
    return await deliver(notifying, key);
  } catch (error) {
    logger.error('A message failed; it is tried again when its lease has ended.', { error: asError(error) });
    return true;
  }
}

function notifying(): Notifying {
  const table = surroundings().store;
  return { table, now: () => new Date().toISOString(), random: Math.random, senders: sendersOf(table) };
}

const onAnnouncements = queueHandler((entries) => notify(notifying(), entries));
const onSchedule = scheduleHandler(() => sendDue(notifying()));

const isFromQueue = (event: unknown): event is SQSEvent =>
  typeof event === 'object' && event !== null && 'Records' in event && Array.isArray(event.Records);

/** Started by announcements on its queue, and every few minutes by a schedule. */
export const handler = (event: unknown, context: Context) =>
  isFromQueue(event) ? onAnnouncements(event, context) : onSchedule(event, context);
