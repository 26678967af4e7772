/** A message with what it says; and what sends it. */
import type { Notice } from '../../../events/notices.ts';
import type { Digest } from '../../digests/model/model.ts';
import type { ChannelRecord } from '../model/messages.ts';
import type { Sent } from '../model/retry.ts';
import type { Message } from '../store/messages.ts';

/** A message with what it says, ready to be laid out. */
export interface Letter {
  readonly message: Message;
  readonly notice: Notice;
  /** What the channel carries of it, where it is about a digest. */
  readonly digest: Digest | undefined;
  /** Absent for what goes to a manager. */
  readonly record: ChannelRecord | undefined;
  /** Stores what must be known when this message is repeated. To be called before it is done. */
  readonly note: (text: string) => Promise<void>;
  readonly now: string;
}

/** Sends a letter. Where it throws, it is unknown whether the letter arrived. */
export type Sending = () => Promise<Sent>;

/** A way of sending. */
export interface Sender {
  /** Whether a repeat of the same message does not reach anybody twice. */
  readonly isRepeatable: boolean;
  /** Looks up where a letter goes and lays it out. @returns how to send it, or why it cannot be sent */
  prepare(letter: Letter): Promise<Sending | Sent>;
}

export const refused = (because: string): Sent => ({ kind: 'refused', because });
