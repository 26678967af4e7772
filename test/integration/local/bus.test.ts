import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { Host } from '../../../lib/local/host.ts';
import { facts, hostOf, recordsOf, stopHosts, wiring } from './stubs.ts';

const clients: EventBridgeClient[] = [];

function put(host: Host, ...entries: PutEventsRequestEntry[]) {
  const client = new EventBridgeClient({
    endpoint: host.bus.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  clients.push(client);
  return client.send(new PutEventsCommand({ Entries: entries }));
}

const entry = (Detail: string, more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  Source: 'shipshape',
  DetailType: 'TeamRegistered',
  Detail,
  EventBusName: 'shipshape',
  ...more,
});

async function receiving() {
  const received: SQSRecord[] = [];
  const host = await hostOf(wiring({ subscriptions: [facts] }), (event) => {
    received.push(...recordsOf(event));
  });
  return { host, received };
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await stopHosts();
});

describe('the local bus', () => {
  it('brings a fact of the real client to the function, as EventBridge and SQS would', async () => {
    const { host, received } = await receiving();
    const Time = new Date('2024-08-13T10:00:00Z');
    const { Entries, FailedEntryCount } = await put(host, entry('{"id":"1"}', { Time, Resources: ['r'] }));
    await host.idle();
    expect(FailedEntryCount).toBe(0);
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      version: '0',
      id: Entries?.[0]?.EventId,
      'detail-type': 'TeamRegistered',
      source: 'shipshape',
      account: '000000000000',
      time: '2024-08-13T10:00:00Z',
      region: 'local',
      resources: ['r'],
      detail: { id: '1' },
    });
    expect(received[0]).toMatchObject({
      messageId: expect.any(String),
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
    });
  });

  it('answers each entry at its place', async () => {
    const { host, received } = await receiving();
    const { Entries, FailedEntryCount } = await put(
      host,
      entry('{"id":"1"}'),
      entry('not json'),
      entry('[]'),
      entry('{}', { Source: undefined }),
      entry('{}', { Source: 'aws.events' }),
      entry(`${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`),
      entry('{"id":"2"}'),
    );
    await host.idle();
    expect(Entries?.map(({ EventId, ErrorCode }) => ErrorCode ?? typeof EventId)).toEqual([
      'string',
      'MalformedDetail',
      'MalformedDetail',
      'InvalidArgument',
      'NotAuthorizedForSourceException',
      'MalformedDetail',
      'string',
    ]);
    expect(FailedEntryCount).toBe(5);
    expect(received.map(({ body }) => JSON.parse(body).detail.id)).toEqual(['1', '2']);
  });

  it('answers well for a bus that does not exist, and the entry is gone', async () => {
    const { host, received } = await receiving();
    const answer = await put(
      host,
      entry('{}', { EventBusName: 'other' }),
      entry('{}', { EventBusName: undefined }),
    );
    await host.idle();
    expect(answer.FailedEntryCount).toBe(0);
    expect(received).toEqual([]);
  });

  it('knows its bus by its ARN too', async () => {
    const { host, received } = await receiving();
    await put(host, entry('{}', { EventBusName: 'arn:aws:events:local:000000000000:event-bus/shipshape' }));
    await host.idle();
    expect(received).toHaveLength(1);
  });

  it('refuses a request of more than 10 entries, of none, or of more than 256 KB as a whole', async () => {
    const { host, received } = await receiving();
    const large = entry(JSON.stringify({ text: 'x'.repeat(256 * 1024) }));
    const refused = { name: 'ValidationException' };
    await expect(put(host, ...Array.from({ length: 11 }, () => entry('{}')))).rejects.toMatchObject(refused);
    await expect(put(host)).rejects.toMatchObject(refused);
    await expect(put(host, entry('{}'), large)).rejects.toMatchObject(refused);
    await host.idle();
    expect(received).toEqual([]);
  });

  it('routes only what a pattern matches', async () => {
    const { host, received } = await receiving();
    await put(host, entry('{}', { Source: 'shipshape.announcements' }));
    await host.idle();
    expect(received).toEqual([]);
  });

  it('takes nothing that a page in a browser could send', async () => {
    const { host, received } = await receiving();
    const body = JSON.stringify({ Entries: [entry('{}')] });
    const { status } = await fetch(host.bus.endpoint, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain' },
    });
    await host.idle();
    expect(status).toBe(404);
    expect(received).toEqual([]);
  });
});
