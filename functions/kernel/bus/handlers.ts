/** The middy stacks of functions that are started by events on a queue, or by a schedule. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { lazy, type Output } from '../../../events/lazy.ts';
import { asError, logger } from '../log/logger.ts';
import { publishMetrics } from '../log/metrics.ts';

/** Gets events as EventBridge shapes them (`source`, `detail-type`, `detail`), not parsed yet. */
export type Handle = (entries: readonly unknown[]) => Promise<void>;

const envelope = lazy(() => z.object({ 'detail-type': z.string(), detail: z.unknown() }));
type Envelope = Output<typeof envelope>;

/** What a function does with some types of events. */
interface Reaction<Around> {
  readonly types: readonly string[];
  react(around: Around, envelopes: readonly Envelope[]): Promise<void>;
}

/**
 * Subscribes to events by their contracts, which also parse them; the wiring makes its patterns of the same contracts
 * (`announced`), so neither names an event.
 * @param react gets all events of a batch that are of these contracts
 */
export const on = <Event, Around>(
  contracts: readonly { readonly type: string; read(detail: unknown): Event }[],
  react: (around: Around, events: readonly Event[]) => Promise<void>,
): Reaction<Around> => ({
  types: contracts.map(({ type }) => type),
  react: (around, envelopes) =>
    react(
      around,
      envelopes.flatMap(({ 'detail-type': type, detail }) => {
        const contract = contracts.find((each) => each.type === type);
        return contract === undefined ? [] : [contract.read(detail)];
      }),
    ),
});

export interface Reacting<Around> {
  /** @throws {z.ZodError} when a detail does not fit its contract, before anything is done with events of its contract */
  (around: Around, entries: readonly unknown[]): Promise<void>;
  /** The types of events it reacts to: what its subscriptions have to match. */
  readonly types: readonly string[];
}

/** Runs reactions in the order given. An event that none of them takes is logged and dropped. */
export function reacting<Around>(...reactions: readonly Reaction<Around>[]): Reacting<Around> {
  const types = reactions.flatMap((each) => each.types);
  const react = async (around: Around, entries: readonly unknown[]): Promise<void> => {
    const envelopes = entries.map((entry) => envelope.parse(entry));
    for (const { 'detail-type': type } of envelopes)
      if (!types.includes(type))
        logger.warn('An event that this function does not handle was dropped.', { type });
    for (const each of reactions) {
      const own = envelopes.filter(({ 'detail-type': type }) => each.types.includes(type));
      if (own.length > 0) await each.react(around, own);
    }
  };
  return Object.assign(react, { types });
}

/** The end of an invocation that is left for its answer. */
const FOR_ANSWERING_MS = 2000;

class EventTookTooLongError extends Error {
  override readonly name = 'EventTookTooLongError';
}

/**
 * The stack of a function that works on a queue; each message is answered for by itself.
 *
 * - A batch is handled together. If that fails, its events are handled one by one, and only those that fail go back.
 * - When the time is nearly over, the rest goes back, so that no event runs twice at once.
 * - An event that came back is handled alone: if it hangs, it would otherwise fail its batch each time, until all of them
 *   are dead letters.
 * @param handle idempotent: an event may come twice
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
  return stack<SQSEvent, SQSBatchResponse>().handler(handleBatch);
}

/**
 * The stack of a function that a schedule starts.
 * @param work gets the moment at which it runs, which may be later than scheduled, and the `input` of its schedule in the
 * wiring, not parsed yet
 */
export function scheduleHandler(work: (now: string, input: unknown) => Promise<void>) {
  return stack<unknown, void>().handler((input) => work(new Date().toISOString(), input));
}

/** The first one is outermost: the logger must still have its keys when the others fail. */
const stack = <Event, Result>() =>
  middy<Event, Result, Error, Context>({ timeoutEarlyInMillis: 0 })
    .use(injectLambdaContext(logger, { clearState: true }))
    .use(publishMetrics);

const isFirstTime = ({ attributes }: SQSRecord): boolean => attributes.ApproximateReceiveCount === '1';

const timeLeft = (context: Context) => Math.max(0, context.getRemainingTimeInMillis() - FOR_ANSWERING_MS);

/** @throws {EventTookTooLongError} when the work does not end in time; it continues as long as its host lets it */
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
  // Few invocations need the package, so it is not loaded at the start.
  const { BatchProcessor, EventType, processPartialResponse } = await import('@aws-lambda-powertools/batch');
  return processPartialResponse({ Records: [...records] }, handleMessage, new BatchProcessor(EventType.SQS), {
    context,
    throwOnFullBatchFailure: false,
  });
}
