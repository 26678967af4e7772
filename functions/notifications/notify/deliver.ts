/** One message: leased, sent, and marked as sent; or put off, or given up. */
import { readNotice } from '../../../events/notices.ts';
import { readChannel } from '../../catalog/store/records.ts';
import { readDigest } from '../../digests/store/digests.ts';
import { asError, logger } from '../../kernel/log/logger.ts';
import { MESSAGES_FAILED, metrics } from '../../kernel/log/metrics.ts';
import type { Key, Store } from '../../kernel/store/store.ts';
import { closedBecause, ESCALATION, excerptFor } from '../model/messages.ts';
import { afterSending, maxInFlight, type Next, type Sent, UNKNOWN } from '../model/retry.ts';
import { leaseMessage, type Message, noteOnMessage, readMessage, settleMessage } from '../store/messages.ts';
import { pause, pausedUntil, pauseKey } from '../store/outgoing-limits.ts';
import { type Letter, refused, type Sender, type Sending } from './letter.ts';

/** What the function `notify` works with. */
export interface Notifying {
  readonly table: Store;
  readonly now: () => string;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly senders: Readonly<Record<Message['kind'], Sender>>;
}

/**
 * Tries a message that is due, unless another run has it.
 * @returns whether the next one on its channel may go ahead: not when this one has to wait
 */
export async function deliver(notifying: Notifying, key: Key): Promise<boolean> {
  let held = await readMessage(notifying.table, key);
  while (held !== undefined && isDue(held, notifying.now())) held = await attempt(notifying, held);
  return held === undefined || held.state === 'sent' || held.state === 'failed';
}

const isDue = ({ state, notBefore }: Message, now: string) =>
  (state === 'pending' || state === 'leased') && (notBefore === undefined || notBefore <= now);

/** @returns the message afterwards; `undefined` when another run changed it meanwhile */
async function attempt(notifying: Notifying, held: Message): Promise<Message | undefined> {
  const { table, senders } = notifying;
  const sender = senders[held.kind];
  const now = notifying.now();
  if (held.attemptsInFlight >= maxInFlight(sender.isRepeatable))
    return settle(notifying, held, { ...held, state: 'failed', because: UNKNOWN });
  const paused = await pausedUntil(table, pauseKey(held.channel, held.kind), now);
  if (paused !== undefined) {
    const { because = 'the receiver asked to wait' } = held;
    return settle(notifying, held, { ...held, state: 'pending', notBefore: paused, because });
  }

  let current = held;
  const note = async (text: string) => {
    const noted = await noteOnMessage(table, current, text);
    if (noted === undefined) throw new TypeError('A message was changed by another run while it was leased.');
    current = noted;
  };
  const sending = await prepared(notifying, held, note, now);
  if (typeof sending !== 'function')
    return conclude(notifying, { ...held, attemptsInFlight: held.attemptsInFlight + 1 }, sending);
  const leased = await leaseMessage(table, held, now);
  if (leased === undefined) return undefined;
  current = leased;
  const sent = await sending();
  return conclude(notifying, current, sent);
}

/** An error before anything is sent does no harm: the message can be tried again. */
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
    logger.error('A message could not be prepared.', { messageId: held.id, error: asError(error) });
    return { kind: 'failed', because: 'it could not be prepared, the log says why', mayHaveArrived: false };
  }
}

async function letterOf(
  { table }: Notifying,
  message: Message,
  note: Letter['note'],
  now: string,
): Promise<Letter | Sent> {
  const isToManager = message.channel === ESCALATION;
  const state = isToManager ? undefined : await readChannel(table, message.channel);
  const closed = isToManager ? undefined : closedBecause(state, now);
  // What would have gone out while a channel was muted is not sent later.
  if (closed !== undefined) return refused(closed);
  const notice = readNotice(message.type, JSON.parse(message.body));
  if (notice === undefined) return refused(`nobody is notified of ${message.type} any more`);
  const letter = { message, notice, record: state?.record, note, now };
  if (notice.type !== 'DigestReady') return { ...letter, digest: undefined };
  const { audience, period } = notice.detail;
  const whole = await readDigest(table, audience, period);
  if (whole === undefined) return refused(`${audience} has no digest for ${period}`);
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
  if (settled !== undefined && next.state === 'failed') {
    metrics.addMetric(MESSAGES_FAILED, 'Count', 1);
    // Not a warning: the alarm is raised by the metric, and people see it on the page.
    const { id: messageId, channel } = held;
    logger.info('A message was given up.', { messageId, channel, because: next.because });
  }
  return settled;
}
