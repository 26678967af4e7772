/** The stack of functions that work on a queue: each message is an event of the bus, and is answered for by itself. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { asError, logger } from '../log/logger.ts';
import { publishMetrics } from '../log/metrics.ts';

/** Gets events as EventBridge shaped them (`source`, `detail-type`, `detail`), not yet understood. */
export type Handle = (entries: readonly unknown[]) => Promise<void>;

/** What an invocation keeps for answering, in milliseconds. */
const FOR_ANSWERING_MS = 2000;

class EventTookTooLongError extends Error {
  override readonly name = 'EventTookTooLongError';
}

/**
 * Wraps what is done with events. A batch is done together; when that fails, each event alone, so that one that fails goes
 * back to the queue alone and the rest of its batch is done. When the time is nearly over, what is done is answered, and
 * the rest goes back: nothing is done a second time beside the first. What came back once is done alone from then on, for
 * one that hangs would otherwise take the others along each time, until all are given up.
 * Doing an event twice must come to the same.
 */
export function queueHandler(handle: Handle) {
  const handleBatch = async ({ Records }: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    const fresh = Records.filter(isFirstTime);
    const outcome = await together(handle, fresh, context);
    const late = outcome === 'late' ? fresh : [];
    const alone = Records.filter((record) => outcome === 'failed' || !isFirstTime(record));
    const { batchItemFailures } = await oneByOne(handle, alone, context);
    const back = late.map(({ messageId }) => ({ itemIdentifier: messageId }));
    return { batchItemFailures: [...back, ...batchItemFailures] };
  };
  // First attached is outermost: the logger must still have its keys when the others fail.
  return middy<SQSEvent, SQSBatchResponse, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics)
    .handler(handleBatch);
}

const isFirstTime = ({ attributes }: SQSRecord): boolean => attributes.ApproximateReceiveCount === '1';

const timeLeft = (context: Context) => Math.max(0, context.getRemainingTimeInMillis() - FOR_ANSWERING_MS);

/** @throws {EventTookTooLongError} when it does not end while there is time; it goes on then, as far as its host lets it */
async function inTime(context: Context, work: () => Promise<void>): Promise<void> {
  const milliseconds = timeLeft(context);
  const tooLong = () =>
    new EventTookTooLongError(`It was not done within the ${milliseconds / 1000} seconds that were left.`);
  if (milliseconds === 0) throw tooLong();
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooLong()), milliseconds);
  try {
    await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}

async function together(
  handle: Handle,
  records: readonly SQSRecord[],
  context: Context,
): Promise<'done' | 'failed' | 'late'> {
  if (records.length === 0) return 'done';
  try {
    const entries = records.map(({ body }): unknown => JSON.parse(body));
    await inTime(context, () => handle(entries));
    return 'done';
  } catch (error) {
    const isLate = error instanceof EventTookTooLongError;
    const then = isLate ? 'its events go back to their queue' : 'its events are done one by one';
    logger.warn(`A batch failed; ${then}.`, { error: asError(error) });
    return isLate ? 'late' : 'failed';
  }
}

async function oneByOne(
  handle: Handle,
  records: readonly SQSRecord[],
  context: Context,
): Promise<SQSBatchResponse> {
  if (records.length === 0) return { batchItemFailures: [] };
  const handleMessage = async ({ body, messageId }: SQSRecord): Promise<void> => {
    try {
      await inTime(context, () => handle([JSON.parse(body)]));
    } catch (error) {
      logger.error('An event failed and goes back to its queue.', { messageId, error: asError(error) });
      throw error;
    }
  };
  // Few invocations come here, so none begins with it.
  const { BatchProcessor, EventType, processPartialResponse } = await import('@aws-lambda-powertools/batch');
  return processPartialResponse({ Records: [...records] }, handleMessage, new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });
}
