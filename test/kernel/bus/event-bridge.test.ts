import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from '@jest/globals';
import type { BusEntry } from '../../../functions/kernel/bus/bus.ts';
import { eventBridge } from '../../../functions/kernel/bus/event-bridge.ts';

/** A bus that keeps what it was called with, and refuses the entries it is told to. */
function busRefusing(refuses: (id: string) => boolean) {
  const calls: PutEventsRequestEntry[][] = [];
  const client = new EventBridgeClient({ region: 'local' });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        const { Entries: given = [] } = new PutEventsCommand({ Entries: [], ...input }).input;
        calls.push(given);
        const Entries = given.map(({ Detail }) =>
          refuses(JSON.parse(Detail ?? '').id) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'taken' },
        );
        return { output: { $metadata: {}, Entries }, response: undefined };
      },
    { step: 'initialize' },
  );
  return { calls, bus: eventBridge(client, 'facts') };
}

const facts = (count: number, padding = ''): BusEntry[] =>
  Array.from({ length: count }, (_, at) => ({
    source: 'shipshape',
    type: 'TeamRegistered',
    body: JSON.stringify({ id: `${at}`, padding }),
  }));

const idsIn = (calls: readonly PutEventsRequestEntry[][]) =>
  calls.map((entries) => entries.map(({ Detail }) => JSON.parse(Detail ?? '').id));

describe('Events on their way to a bus', () => {
  it('go out ten at once', async () => {
    const { calls, bus } = busRefusing(() => false);
    await bus.publish(facts(25));
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(calls[0]?.[0]).toEqual({
      Source: 'shipshape',
      DetailType: 'TeamRegistered',
      Detail: '{"id":"0","padding":""}',
      EventBusName: 'facts',
    });
    expect(idsIn(calls).flat()).toEqual(facts(25).map((_, at) => `${at}`));
  });

  it('go with no more than 256 KB at once, counted as bytes', async () => {
    const { calls, bus } = busRefusing(() => false);
    await bus.publish(facts(5, 'ü'.repeat(50_000)));
    expect(calls.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it('go again alone when they alone were refused', async () => {
    let refusals = 0;
    const { calls, bus } = busRefusing((id) => (id === '3' || id === '7') && ++refusals <= 3);
    await bus.publish(facts(10));
    expect(idsIn(calls).slice(1)).toEqual([['3', '7'], ['3']]);
  });

  it('are said to be refused when they still are in the end, and the others are out', async () => {
    const { calls, bus } = busRefusing((id) => id === '1');
    await expect(bus.publish(facts(3))).rejects.toThrow(
      'The bus refused 1 of 3 events (TeamRegistered): ThrottlingException.',
    );
    expect(idsIn(calls)).toEqual([['0', '1', '2'], ['1'], ['1'], ['1']]);
  });
});
