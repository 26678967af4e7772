/** The stack of functions that work on a queue: each message is an event of the bus, and is answered for by itself. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from './logger.ts';
import { publishMetrics } from './metrics.ts';

/**
 * Wraps what is done with one event. An event that fails is given back to the queue alone; the rest of its batch is done.
 * @param handle gets the event as EventBridge shaped it (`source`, `detail-type`, `detail`), not yet understood
 */
export function queueHandler(handle: (entry: unknown) => Promise<void>) {
  const handleMessage = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await handle(JSON.parse(body));
    } catch (error) {
      logger.error('An event failed and goes back to its queue.', { messageId, error: asError(error) });
      throw error;
    }
  };
  const handleBatch = (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(event, handleMessage, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    });
  // First attached is outermost: the logger must still have its keys when the others fail.
  return middy<SQSEvent, SQSBatchResponse, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics)
    .handler(handleBatch);
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
