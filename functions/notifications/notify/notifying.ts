/** What telling people works with, and what a way of sending is. */
import type { Digest } from '../../digests/model/model.ts';
import type { Store } from '../../kernel/store/store.ts';
import type { Sent } from '../model/retry.ts';
import type { ChannelRecord } from '../model/subscribed.ts';
import type { Told } from '../model/told.ts';
import type { Message } from '../store/messages.ts';

/** A message with what it says, ready to be laid out. */
export interface Letter {
  readonly message: Message;
  readonly told: Told;
  /** What the channel carries of it, where it is about a digest. */
  readonly digest: Digest | undefined;
  /** Absent for what goes to a manager. */
  readonly record: ChannelRecord | undefined;
  /** Keeps what must be known when this message is repeated, before it is done. */
  readonly note: (text: string) => Promise<void>;
  /** UTC instant. */
  readonly now: string;
}

/** Sends it, at last. Throws only what nobody expected: then it is not known whether it arrived. */
export type Sending = () => Promise<Sent>;

/** A way of sending. */
export interface Sender {
  /** Whether a repeat of the same message is none to who gets it. */
  readonly isRepeatable: boolean;
  /**
   * Looks up where a letter goes and lays it out, without sending anything.
   * @returns how to send it, or why it cannot be sent
   */
  prepare(letter: Letter): Promise<Sending | Sent>;
}

export interface Notifying {
  readonly table: Store;
  /** UTC instant. */
  readonly now: () => string;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly senders: Readonly<Record<Message['kind'], Sender>>;
}

export const refused = (because: string): Sent => ({ kind: 'refused', because });
