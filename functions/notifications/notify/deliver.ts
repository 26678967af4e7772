/** One message: leased, sent, and marked as sent; or put off, or given up. */

import { readChannel } from '../../catalog/store/records.ts';
import { readDigest } from '../../digests/store/digests.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { MESSAGES_PARKED } from '../../kernel/log/metric-names.ts';
import { metrics } from '../../kernel/log/metrics.ts';
import type { Key } from '../../kernel/store/store.ts';
import { excerptFor } from '../model/excerpt.ts';
import { ESCALATION } from '../model/message.ts';
import { afterSending, mostBegun, type Next, type Sent, UNKNOWN } from '../model/retry.ts';
import { closedBecause } from '../model/subscribed.ts';
import { readTold } from '../model/told.ts';
import { leaseMessage, type Message, noteOnMessage, readMessage, settleMessage } from '../store/messages.ts';
import { pause, pausedUntil, pauseKey } from '../store/outgoing-limits.ts';
import type { Letter, Notifying, Sending } from './notifying.ts';

/**
 * Tries a message, unless it is not due or somebody else has it.
 * @returns whether the next one on its channel may go ahead: not when this one has to wait
 */
export async function deliver(notifying: Notifying, key: Key): Promise<boolean> {
  let held = await readMessage(notifying.table, key);
  while (held !== undefined && isDue(held, notifying.now())) held = await attempt(notifying, held);
  return held === undefined || held.state === 'sent' || held.state === 'parked';
}

const isDue = ({ state, notBefore }: Message, now: string) =>
  (state === 'pending' || state === 'leased') && (notBefore === undefined || notBefore <= now);

/** @returns the message as it stands after it; `undefined` when somebody else changed it meanwhile */
async function attempt(notifying: Notifying, held: Message): Promise<Message | undefined> {
  const { table, senders } = notifying;
  const sender = senders[held.kind];
  const now = notifying.now();
  if (held.begun >= mostBegun(sender.isRepeatable)) return settle(notifying, held, parked(held, UNKNOWN));
  const paused = await pausedUntil(table, pauseKey(held.channel, held.kind), now);
  if (paused !== undefined) return settle(notifying, held, { ...tried(held), ...waiting(held, paused) });

  let current = held;
  const note = async (text: string) => {
    const noted = await noteOnMessage(table, current, text);
    if (noted === undefined)
      throw new TypeError('A message was changed by somebody else while it was leased.');
    current = noted;
  };
  const sending = await prepared(notifying, held, note, now);
  if (typeof sending !== 'function') return conclude(notifying, { ...held, begun: held.begun + 1 }, sending);
  const leased = await leaseMessage(table, held, now);
  if (leased === undefined) return undefined;
  current = leased;
  const sent = await sending();
  return conclude(notifying, current, sent);
}

/** Whatever goes wrong before anything is sent can be tried again. */
async function prepared(
  notifying: Notifying,
  held: Message,
  note: Letter['note'],
  now: string,
): Promise<Sending | Sent> {
  try {
    const letter = await letterOf(notifying, held, note, now);
    return 'kind' in letter ? letter : await notifying.senders[held.kind].prepare(letter);
  } catch (error) {
    logger.error('A message could not be made ready.', { messageId: held.id, error: asError(error) });
    return { kind: 'failed', because: 'it could not be made ready, the log says why', mayHaveArrived: false };
  }
}

async function letterOf(
  { table }: Notifying,
  message: Message,
  note: Letter['note'],
  now: string,
): Promise<Letter | Sent> {
  const state = message.channel === ESCALATION ? undefined : await readChannel(table, message.channel);
  const closed = message.channel === ESCALATION ? undefined : closedBecause(state, now);
  // What would have gone out while a channel was muted is not sent later.
  if (closed !== undefined) return { kind: 'refused', because: closed };
  const told = readTold(message.type, JSON.parse(message.body));
  if (told === undefined) return { kind: 'refused', because: `nobody is told of ${message.type} any more` };
  const letter = { message, told, record: state?.record, note, now };
  if (told.type !== 'DigestReady') return { ...letter, digest: undefined };
  const { audience, period } = told.detail;
  const whole = await readDigest(table, audience, period);
  if (whole === undefined) return { kind: 'refused', because: `${audience} has no digest for ${period}` };
  return { ...letter, digest: excerptFor(whole, state?.record?.about ?? ['digest']) };
}

async function conclude(notifying: Notifying, held: Message, sent: Sent): Promise<Message | undefined> {
  const now = notifying.now();
  const { isRepeatable } = notifying.senders[held.kind];
  const next = afterSending(held, sent, isRepeatable, now, notifying.random());
  const settled = await settle(notifying, held, next);
  if (sent.kind === 'later' && sent.isForAll)
    await pause(notifying.table, pauseKey(held.channel, held.kind), sent.until);
  return settled;
}

async function settle(notifying: Notifying, held: Message, next: Next): Promise<Message | undefined> {
  const settled = await settleMessage(notifying.table, held, next, notifying.now());
  if (settled !== undefined && next.state === 'parked') {
    metrics.addMetric(MESSAGES_PARKED, 'Count', 1);
    // The alarm goes by the metric, and people by the page; a command of one machine need not print it.
    logger.info('A message was given up.', {
      messageId: held.id,
      channel: held.channel,
      because: next.because,
    });
  }
  return settled;
}

const tried = ({ attempts, begun, isPlain }: Message) => ({ attempts, begun, isPlain });
const parked = (held: Message, because: string): Next => ({ ...tried(held), state: 'parked', because });
const waiting = ({ because = 'the receiver asked to wait' }: Message, notBefore: string) =>
  ({ state: 'pending', notBefore, because }) as const;
