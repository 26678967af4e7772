/** One message of a queue, and the record that a function is given of it. */
import { createHash, randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  /** Deliveries so far. */
  receives: number;
  firstReceivedAt: number;
  /** Handed over in a batch of its own: its last batch failed as a whole, and one of them may be why. */
  alone: boolean;
}

export const newMessage = (body: string, now: number): Message => ({
  id: randomUUID(),
  body,
  sentAt: now,
  receives: 0,
  firstReceivedAt: now,
  alone: false,
});

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const recordOf = (message: Message, queue: string): SQSRecord => ({
  messageId: message.id,
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
