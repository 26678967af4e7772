/** The stack of functions that work on a queue: each message is an event of the bus, and is answered for by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { asError, logger } from './logger.ts';
import { publishMetrics } from './metrics.ts';

/** Gets events as EventBridge shaped them (`source`, `detail-type`, `detail`), not yet understood. */
export type Handle = (entries: readonly unknown[]) => Promise<void>;

/** What an invocation keeps for answering, in milliseconds. */
const FOR_ANSWERING_MS = 2000;

class EventTookTooLongError extends Error {
  override readonly name = 'EventTookTooLongError';
}

/**
 * Wraps what is done with events. A batch is done together; when that fails, or has not ended when half of the time is
 * over, each event alone, so that one that fails or hangs goes back to the queue alone and the rest of its batch is done.
 * Without an answer in time Lambda would give back all of them, together again each time, and all would be given up.
 * Doing an event twice must come to the same.
 */
export function queueHandler(handle: Handle) {
  const handleBatch = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    (await doneTogether(handle, event, context))
      ? { batchItemFailures: [] }
      : oneByOne(handle, event, context);
  // First attached is outermost: the logger must still have its keys when the others fail.
  return middy<SQSEvent, SQSBatchResponse, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics)
    .handler(handleBatch);
}

const timeLeft = (context: Context) => Math.max(0, context.getRemainingTimeInMillis() - FOR_ANSWERING_MS);

/** @throws {EventTookTooLongError} */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const over = sleep(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new EventTookTooLongError(`It was not done within ${milliseconds / 1000} seconds.`);
  });
  // Interrupted when the work is over first.
  over.catch(() => {});
  try {
    await Promise.race([work, over]);
  } finally {
    timer.abort();
  }
}

async function doneTogether(handle: Handle, { Records }: SQSEvent, context: Context): Promise<boolean> {
  try {
    const entries = Records.map(({ body }): unknown => JSON.parse(body));
    await within(timeLeft(context) / 2, handle(entries));
    return true;
  } catch (error) {
    logger.warn('A batch failed; its events are done one by one.', { error: asError(error) });
    return false;
  }
}

function oneByOne(handle: Handle, event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const handleMessage = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await within(timeLeft(context), handle([JSON.parse(body)]));
    } catch (error) {
      logger.error('An event failed and goes back to its queue.', { messageId, error: asError(error) });
      throw error;
    }
  };
  return processPartialResponse(event, handleMessage, new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });
}
