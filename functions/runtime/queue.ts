/** The stack of functions that work on a queue: each message is an event of the bus, and is answered for by itself. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { asError, logger } from './logger.ts';
import { publishMetrics } from './metrics.ts';

/** Gets events as EventBridge shaped them (`source`, `detail-type`, `detail`), not yet understood. */
export type Handle = (entries: readonly unknown[]) => Promise<void>;

/**
 * Wraps what is done with events. A batch is done together; when that fails, each event alone, so that one that fails
 * goes back to the queue alone and the rest of its batch is done. Doing an event twice must come to the same.
 */
export function queueHandler(handle: Handle) {
  const handleBatch = async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    (await doneTogether(handle, event)) ? { batchItemFailures: [] } : oneByOne(handle, event, context);
  // First attached is outermost: the logger must still have its keys when the others fail.
  return middy<SQSEvent, SQSBatchResponse, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics)
    .handler(handleBatch);
}

async function doneTogether(handle: Handle, { Records }: SQSEvent): Promise<boolean> {
  try {
    await handle(Records.map(({ body }): unknown => JSON.parse(body)));
    return true;
  } catch (error) {
    logger.warn('A batch failed; its events are done one by one.', { error: asError(error) });
    return false;
  }
}

function oneByOne(handle: Handle, event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const handleMessage = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await handle([JSON.parse(body)]);
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
