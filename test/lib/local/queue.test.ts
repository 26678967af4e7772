import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { retryDelay } from '../../../lib/local/queue.ts';
import { fact, facts, hostOf, idOf, recordsOf, settle, stopHosts, wiring } from './stubs.ts';
import { VirtualTime } from './virtual-time.ts';

const stub = wiring({ subscriptions: [facts] });

afterEach(stopHosts);

/** Turns the clock until nothing is left to do. */
async function untilIdle(time: VirtualTime): Promise<void> {
  for (await settle(); time.waits.length > 0; await settle()) time.advance(time.waits[0] ?? 0);
}

async function delivering(handler: (ids: string[], receives: string[]) => unknown, answerIds = true) {
  const time = new VirtualTime();
  const batches: string[][] = [];
  const host = await hostOf(
    stub,
    (event) => {
      const records = recordsOf(event);
      batches.push(records.map(idOf));
      const failed = handler(
        records.map(idOf),
        records.map(({ attributes }) => attributes.ApproximateReceiveCount),
      );
      if (!answerIds || !Array.isArray(failed)) return failed;
      const identifiers = records.filter((record) => failed.includes(idOf(record)));
      return { batchItemFailures: identifiers.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    },
    { time, random: () => 0.5 },
  );
  return { host, time, batches };
}

describe('a queue', () => {
  it('hands over a batch at once, and no more than the batch size', async () => {
    const { host, batches } = await delivering(() => undefined);
    await host.publish(Array.from({ length: 12 }, (_, at) => fact(`${at}`)));
    await host.idle();
    expect(batches.map(({ length }) => length)).toEqual([10, 2]);
  });

  it('retries a message that failed and no other, and gives it up after its attempts', async () => {
    const receives: string[] = [];
    const { host, time, batches } = await delivering((ids, counts) => {
      if (ids.includes('bad')) receives.push(counts[ids.indexOf('bad')] ?? '');
      return ids.filter((id) => id === 'bad');
    });
    await host.publish(['good', 'bad', 'fine'].map((id) => fact(id)));
    await untilIdle(time);
    await host.idle();
    expect(batches).toEqual([['good', 'bad', 'fine'], ['bad'], ['bad']]);
    expect(receives).toEqual(['1', '2', '3']);
    expect(host.deadLetters()).toEqual([
      expect.objectContaining({
        queue: 'facts',
        receives: 3,
        reason: 'The function reported that it failed.',
      }),
    ]);
    expect(JSON.parse(host.deadLetters()[0]?.body ?? '').detail.id).toBe('bad');
  });

  it('hands over each message alone after its batch failed as a whole, so that one cannot take others down', async () => {
    const { host, time } = await delivering((ids) => {
      if (ids.includes('poison')) throw new Error('no');
      return [];
    });
    await host.publish(['a', 'poison', 'b'].map((id) => fact(id)));
    await untilIdle(time);
    await host.idle();
    expect(host.deadLetters().map((letter) => [idOf(letter), letter.reason])).toEqual([
      ['poison', 'Error: no'],
    ]);
  });

  it.each([
    ['a batch item without an id', { batchItemFailures: [{}] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a message that was not in the batch', { batchItemFailures: [{ itemIdentifier: 'other' }] }],
    ['text', 'done'],
  ])('takes an answer that names %s as a failure of the whole batch', async (_, answer) => {
    const { host, time, batches } = await delivering(
      () => (batches.length === 1 ? answer : undefined),
      false,
    );
    await host.publish([fact('1')]);
    await untilIdle(time);
    await host.idle();
    expect(batches).toEqual([['1'], ['1']]);
  });

  it.each([[undefined], [null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])(
    'takes the answer %j as success',
    async (answer) => {
      const { host, batches } = await delivering(() => answer, false);
      await host.publish([fact('1')]);
      await host.idle();
      expect(batches).toEqual([['1']]);
    },
  );

  it('waits longer before each retry, and never the same time', async () => {
    const { host, time } = await delivering((ids) => ids);
    await host.publish([fact('1')]);
    await settle();
    expect(time.waits).toEqual([375]);
    time.advance(375);
    await settle();
    expect(time.waits).toEqual([750]);
    await untilIdle(time);
    expect([0, 1].map((random) => retryDelay(20, random))).toEqual([30_000, 60_000]);
  });

  it.each([
    ['forth', '2024-08-13T01:00:00Z'],
    ['back', '2024-08-12T23:00:00Z'],
  ])('tries again in time though the clock was set an hour %s', async (_where, moment) => {
    let calls = 0;
    const { host, time, batches } = await delivering((ids) => {
      calls += 1;
      return calls === 1 ? ids : [];
    });
    await host.publish([fact('1')]);
    await settle();
    time.set(moment);
    await host.publish([fact('2')]);
    time.advance(375);
    await host.idle();
    expect(batches.flat().toSorted()).toEqual(['1', '1', '2']);
    expect(host.deadLetters()).toEqual([]);
  });

  it('keeps the moment of the next try over a restart', async () => {
    const data = await mkdtemp(join(tmpdir(), 'shipshape-queue-'));
    const time = new VirtualTime();
    const first = await hostOf(stub, () => Promise.reject(new Error('no')), { data, time, random: () => 1 });
    await first.publish([fact('1')]);
    await settle();
    await first.stop();
    const ids: string[] = [];
    const second = await hostOf(stub, (event) => void ids.push(...recordsOf(event).map(idOf)), {
      data,
      time,
    });
    await settle();
    expect(ids).toEqual([]);
    time.advance(500);
    await second.idle();
    expect(ids).toEqual(['1']);
    await second.stop();
    await rm(data, { recursive: true });
  });

  it('counts a batch as failed when the function runs out of time', async () => {
    const time = new VirtualTime();
    let calls = 0;
    const host = await hostOf(
      stub,
      (_event, context) => {
        calls += 1;
        expect(context.getRemainingTimeInMillis()).toBe(5000);
        return calls === 1 ? new Promise(() => {}) : undefined;
      },
      { time, random: () => 0 },
    );
    await host.publish([fact('1')]);
    await settle();
    time.advance(5000);
    await settle();
    time.advance(250);
    await host.idle();
    expect(calls).toBe(2);
  });
});
