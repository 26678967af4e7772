/** What Lambda hands to a function that works on a queue. */
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

export const messageOf = (body: string, at: number): SQSRecord => ({
  messageId: String(at),
  receiptHandle: '',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'test',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:local:000000000000:test',
  awsRegion: 'local',
});

/** Messages are numbered from 0, in the order of their bodies. */
export const batchOf = (bodies: readonly string[]): SQSEvent => ({ Records: bodies.map(messageOf) });

export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:local:000000000000:function:test',
  memoryLimitInMB: '512',
  awsRequestId: 'test',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 60_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
