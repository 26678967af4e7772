/** A batch as SQS hands it to a function, and the answer of the function as Lambda reads it. */
import { createHash, randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Message } from './inbox.ts';
import type { Run } from './local-function.ts';
import { inWords } from './log.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const recordOf = (message: Message, queue: string): SQSRecord => ({
  messageId: `${message.id}`,
  receiptHandle: randomUUID(),
  body: message.body,
  attributes: {
    ApproximateReceiveCount: `${message.receives}`,
    SentTimestamp: `${message.sentAt}`,
    SenderId: 'events.amazonaws.com',
    ApproximateFirstReceiveTimestamp: `${message.firstReceivedAt}`,
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(message.body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:local:000000000000:${queue}`,
  awsRegion: 'local',
});

const answerShape = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The ids of the messages that failed. No answer, and an answer without failures, mean that all succeeded.
 * @throws {Error} when the answer cannot be read, or names a message that is not in the batch: then what was done is unknown
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedIn(answer: unknown, ids: readonly string[]): ReadonlySet<string> {
  const { data, error } = answerShape.nullish().safeParse(answer);
  if (error !== undefined) throw new Error(`The batch answer is malformed: ${error.message}`);
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  const stranger = failed.find((id) => !ids.includes(id));
  if (stranger === undefined) return new Set(failed);
  throw new Error(`The batch answer names ${stranger}, which was not in the batch.`);
}

/**
 * What failed in a batch: all of it, when the function threw or its answer cannot be understood. Then each message is
 * delivered alone from now on, because one of them may be why.
 */
export function failuresIn(batch: readonly Message[], { answer, error }: Run) {
  const ids = batch.map(({ id }) => `${id}`);
  const whole = (why: unknown) => ({ failed: new Set(ids), reason: inWords(why), alone: true });
  if (error !== undefined) return whole(error);
  try {
    return { failed: failedIn(answer, ids), reason: 'The function reported that it failed.', alone: false };
  } catch (malformed) {
    return whole(malformed);
  }
}
