/** A message as SQS hands it to a function. */
import { createHash, randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
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
