/** `message list`, `message retry` and `channel test`: what could not be sent, sending it again, and whether a channel works. */
import { channelTest } from '../../../functions/catalog/model/statements/notices.ts';
import { retried, whereTo } from '../../../functions/notifications/model/retried.ts';
import type { MessageReport } from '../../../functions/notifications/store/outbox.ts';
import { withReads } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import { printable, printableJson, type Surroundings } from '../terminal.ts';
import { runStatement, type StatementOptions } from './statement.ts';

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
  runStatement(around, 'message', options, async ({ reads }) => retried(id, await reads.failedMessages()));

/** @throws {CommandRefusedError} {InputError} */
export const runTest = (around: Surroundings, channel: string, options: StatementOptions): Promise<void> =>
  runStatement(around, 'channel', options, (stating) => channelTest(stating, channel));
