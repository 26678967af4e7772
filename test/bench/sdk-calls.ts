/** The CPU that one call of the table and of the bus takes with the SDK, against an endpoint that answers at once. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { eventBridge } from '../../functions/kernel/bus/event-bridge.ts';
import { dynamoDbAt, dynamoDbStore } from '../../functions/kernel/store/dynamodb.ts';
import type { Item } from '../../functions/kernel/store/store.ts';

/** Milliseconds of one call. */
export interface SdkCalls {
  readonly write: number;
  readonly read: number;
  readonly publish: number;
}

const WARM_UP = 300;
const CALLS = 1_000;

/** As long as the ledger's usually are. */
const item: Item = { pk: 'PROJECT#search', sk: 'EVENT#2020-02-01T09:00:00Z', body: 'x'.repeat(500) };
const stored = JSON.stringify({ pk: { S: item.pk }, sk: { S: item.sk }, body: { S: item.body } });

/** On a thread of its own, so that its CPU is not counted. */
const ENDPOINT = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const answers = {
    'DynamoDB_20120810.PutItem': '{}',
    'DynamoDB_20120810.BatchGetItem': '{"Responses":{"bench":[${stored}]},"UnprocessedKeys":{}}',
    'AWSEvents.PutEvents': '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}',
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(answers[request.headers['x-amz-target']]);
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

async function perCall(call: () => Promise<unknown>): Promise<number> {
  for (let at = 0; at < WARM_UP; at += 1) await call();
  const before = process.threadCpuUsage();
  for (let at = 0; at < CALLS; at += 1) await call();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000 / CALLS;
}

export async function sdkCalls(): Promise<SdkCalls> {
  const server = new Worker(ENDPOINT, { eval: true });
  const [port] = z.tuple([z.number()]).parse(await once(server, 'message'));
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const table = dynamoDbAt(endpoint);
  const events = new EventBridgeClient({ endpoint, region: 'local', credentials });
  const store = dynamoDbStore(table, 'bench');
  const bus = eventBridge(events, 'bench');
  const fact = { source: 'bench', type: 'ChangeMerged', body: String(item.body) };
  try {
    return {
      write: await perCall(() => store.put(item)),
      read: await perCall(() => store.get([item])),
      publish: await perCall(() => bus.publish([fact])),
    };
  } finally {
    table.destroy();
    events.destroy();
    await server.terminate();
  }
}
