import { afterEach, describe, expect, it } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { HostOptions } from '../../../lib/local/host.ts';
import { fact, facts, hostOf, idOf, recordsOf, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

afterEach(stopHosts);

async function receiving(options: HostOptions = {}) {
  const received: SQSRecord[] = [];
  const stub = wiring({ subscriptions: [facts] });
  const host = await hostOf(stub, (event) => void received.push(...recordsOf(event)), options);
  return { host, received };
}

describe('the local bus', () => {
  it('brings a fact to the function, as EventBridge and SQS would', async () => {
    const { host, received } = await receiving({ time: new VirtualTime('2024-08-13T10:00:00.900Z') });
    await host.publish([fact('1')]);
    await host.idle();
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'TeamRegistered',
      source: 'shipshape',
      account: '000000000000',
      time: '2024-08-13T10:00:00Z',
      region: 'local',
      resources: [],
      detail: { id: '1' },
    });
    expect(received[0]).toMatchObject({
      messageId: expect.any(String),
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: {},
    });
  });

  it('routes only what a pattern matches', async () => {
    const { host, received } = await receiving();
    await host.publish([{ ...fact('1'), source: 'shipshape.announcements' }]);
    await host.idle();
    expect(received).toEqual([]);
  });

  it('hands an event to each that subscribed to it', async () => {
    const heard: string[] = [];
    const other = { ...facts, name: 'others', pattern: { source: ['shipshape', 'elsewhere'] } };
    const host = await hostOf(
      wiring({ subscriptions: [facts, other] }),
      (event) => void heard.push(...recordsOf(event).map((each) => each.eventSourceARN + idOf(each))),
    );
    await host.publish([fact('1')]);
    await host.idle();
    expect(heard.map((each) => each.split(':').at(-1)).toSorted()).toEqual(['facts1', 'others1']);
  });

  it('takes all of many events or none, and refuses what EventBridge would not take', async () => {
    const { host, received } = await receiving();
    const large = fact('large', { text: 'x'.repeat(256 * 1024) });
    await expect(host.publish([fact('1'), large])).rejects.toMatchObject({
      name: 'EventsNotPublishedError',
      message: expect.stringContaining('the limit is 262144'),
    });
    await host.idle();
    expect(received).toEqual([]);
  });
});
