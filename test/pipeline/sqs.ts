/** A queue as SQS and Lambda have it together, on a clock of its own: what is not done comes back when its visibility ends. */
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { FunctionWiring, Subscription } from '../../lib/wiring-shape.ts';
import { messageOf } from '../support/messages.ts';

/** How long a message is hidden after it was handed over, in seconds, as the template has it. */
export const visibilityOf = (
  { timeoutSeconds }: Pick<FunctionWiring, 'timeoutSeconds'>,
  { batchWindowSeconds }: Subscription,
): number => 6 * timeoutSeconds + batchWindowSeconds;

interface Waiting {
  readonly at: number;
  readonly body: string;
  visibleAt: number;
  receives: number;
}

export interface Drained {
  /** Bodies that were given up. */
  readonly dead: readonly string[];
  /** Receives of the message that came back most often. */
  readonly receives: number;
  /** Until the last message was done or given up. */
  readonly seconds: number;
}

/** @param handle a function; `now` is in seconds since the bodies were sent */
export async function drain(
  wiring: FunctionWiring,
  subscription: Subscription,
  bodies: readonly string[],
  handle: (event: SQSEvent, now: number) => Promise<SQSBatchResponse | undefined>,
): Promise<Drained> {
  let waiting = bodies.map((body, at): Waiting => ({ at, body, visibleAt: 0, receives: 0 }));
  const dead: string[] = [];
  let [receives, now] = [0, 0];
  while (waiting.length > 0) {
    now = Math.max(now, Math.min(...waiting.map(({ visibleAt }) => visibleAt)));
    const batch = waiting.filter(({ visibleAt }) => visibleAt <= now).slice(0, subscription.batchSize);
    for (const message of batch) {
      message.receives += 1;
      message.visibleAt = now + visibilityOf(wiring, subscription);
      receives = Math.max(receives, message.receives);
    }
    const failed = await failedOf(batch, (event) => handle(event, now));
    const over = batch.filter((message) => !failed.has(message) || message.receives >= subscription.attempts);
    dead.push(...over.filter((message) => failed.has(message)).map(({ body }) => body));
    waiting = waiting.filter((message) => !over.includes(message));
  }
  return { dead, receives, seconds: now };
}

/** A function that throws has done none of its batch. */
async function failedOf(
  batch: readonly Waiting[],
  handle: (event: SQSEvent) => Promise<SQSBatchResponse | undefined>,
): Promise<ReadonlySet<Waiting>> {
  const Records = batch.map(({ body, at }) => messageOf(body, at));
  try {
    const failures = (await handle({ Records }))?.batchItemFailures ?? [];
    return new Set(
      batch.filter(({ at }) => failures.some(({ itemIdentifier }) => itemIdentifier === `${at}`)),
    );
  } catch {
    return new Set(batch);
  }
}
