/** `message list`, `message retry` and `channel test`: what could not be sent, sending it again, and whether a channel works. */
import { didYouMean } from '../../../events/nearest.ts';
import { type MessageReport, whereTo } from '../../../functions/notifications/store/outbox.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { mustBeKnown, refusal, runStatement, type StatementOptions } from './statement.ts';

interface ListOptions extends TargetOptions {
  readonly json?: boolean;
}

/** @throws {InputError} */
export const runMessages = (around: Surroundings, options: ListOptions): Promise<void> =>
  withReads(around, options, async (reads) => {
    const messages = await reads.failedMessages();
    const { out } = around.terminal;
    if (options.json) return out(printableJson({ messages }));
    if (messages.length === 0) return out('Every message was sent, or is on its way.');
    for (const message of messages) out(printable(lineOf(message)));
  });

const lineOf = (message: MessageReport) =>
  `${message.id}  ${whereTo(message)}  ${message.what}: ${message.because ?? 'nobody knows why'}`;

/** @throws {CommandRefusedError} {InputError} */
export const runRetry = (around: Surroundings, id: string, options: StatementOptions): Promise<void> =>
  runStatement(around, 'message', options, async ({ reads }) => {
    const failed = await reads.failedMessages();
    const found = failed.find((message) => message.id === id);
    if (found === undefined) {
      const hint = didYouMean(
        id,
        failed.map((message) => message.id),
        ', `message list` shows those that were',
      );
      throw refusal(`no message ${id} was given up${hint}`);
    }
    const { channel, team, what } = found;
    return {
      type: 'MessageRetried',
      fields: team === undefined ? { channel, message: id } : { team, message: id },
      words: `has ${what} sent again ${team === undefined ? `on channel ${channel}` : whereTo(found)}`,
      next: AFTERWARDS,
    };
  });

/** @throws {CommandRefusedError} {InputError} */
export const runTest = (around: Surroundings, channel: string, options: StatementOptions): Promise<void> =>
  runStatement(around, 'channel', options, (stating) => {
    mustBeKnown(stating, 'channel', channel);
    if (stating.known.channels.get(channel)?.isGone)
      throw refusal(`channel ${channel} is gone from the catalog`);
    return {
      type: 'ChannelTestRequested',
      fields: { channel },
      words: `has a test sent on channel ${channel}`,
      next: `${AFTERWARDS}; a muted channel sends nothing`,
    };
  });

const AFTERWARDS = 'If it cannot be sent, `message list` and /internal/messages say why';
