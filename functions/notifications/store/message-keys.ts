/** The keys of messages on their way out, beside those of the ledgers (keys.ts). */
import { digestOf } from '../../../events/canonical-json.ts';
import { encode } from '../../kernel/ledger/keys.ts';
import type { Key } from '../../kernel/store/store.ts';

/** What goes out on a channel, by what it tells: one message is there once. */
export const messagesOf = (channel: string) => `MESSAGE#${encode(channel)}`;
export const messageKey = (channel: string, message: string): Key => ({
  pk: messagesOf(channel),
  sk: digestOf(message),
});
/** Partitions of the links index: messages by when they are to be tried (again), and those that were given up. */
export const WAITING_MESSAGES = 'MESSAGES#WAITING';
export const PARKED_MESSAGES = 'MESSAGES#PARKED';
