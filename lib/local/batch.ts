/** Messages as SQS hands them to a function, and what the function answers about them, understood as Lambda understands it. */
import { createHash, randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Message } from './inbox.ts';

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

class BatchAnswerMalformedError extends Error {
  override readonly name = 'BatchAnswerMalformedError';
}

const answer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * The ids of the messages that failed. No answer, and an answer without failures, mean that all went well.
 * @throws {BatchAnswerMalformedError} when the answer cannot be understood or names a message that was not in the
 *   batch: then the whole batch counts as failed, since nobody can tell what was done
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedIn(raw: unknown, ids: readonly string[]): ReadonlySet<string> {
  const { data, error } = answer.nullish().safeParse(raw);
  if (error !== undefined)
    throw new BatchAnswerMalformedError(`The batch answer is malformed: ${error.message}`);
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  const stranger = failed.find((id) => !ids.includes(id));
  if (stranger === undefined) return new Set(failed);
  throw new BatchAnswerMalformedError(`The batch answer names ${stranger}, which was not in the batch.`);
}
