/** The stores that tests and benchmarks put around another: they count rightly, and fail where they are told to. */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { createTable } from '../../../functions/kernel/store/create-table.ts';
import { dynamoDbAt, dynamoDbStore } from '../../../functions/kernel/store/dynamodb.ts';
import { all, getOne, type Item, type WholeStore } from '../../../functions/kernel/store/store.ts';
import { hasJava, sharedDynamoDbLocal } from '../../support/dynamodb-local.ts';
import { type Count, counting, totalOf } from '../../support/stores/counting.ts';
import { type Call, CrashError, crashAt, faulty } from '../../support/stores/faulty.ts';
import { storeOn } from '../../support/stores/store-on.ts';

const KEY = { pk: 'p', sk: 's' };
const listed = (listKey: string, card: string, body = ''): Item => ({
  ...KEY,
  list: 'l',
  listKey,
  card,
  body,
});

/** Each kind of call, in an order in which each finds what those before it left. */
const calls: readonly (readonly [string, (store: WholeStore) => Promise<unknown>])[] = [
  ['a new item', (store) => store.put({ ...KEY, revision: 1 }, 'ifAbsent')],
  ['a larger item', (store) => store.put({ ...KEY, revision: 2, body: 'x'.repeat(2500) }, { ifRevision: 1 })],
  ['a smaller item', (store) => store.put({ ...KEY, revision: 3 }, { ifRevision: 2 })],
  ['what comes into an index', (store) => store.put(listed('a', 'x'.repeat(1500)))],
  ['what changes beside an index', (store) => store.put(listed('a', 'x'.repeat(1500), 'y'))],
  ['what changes in an index', (store) => store.put(listed('a', 'y', 'y'))],
  ['what moves in an index', (store) => store.put(listed('b', 'y'.repeat(1500)))],
  ['an index read', (store) => all(store.list('listing', 'l'))],
  ['what is in two indexes', (store) => store.put({ ...listed('b', 'z'), link: 'l', linkKey: 'k' })],
  ['what leaves both', (store) => store.put({ ...KEY, body: 'x'.repeat(3000) })],
  ['another item', (store) => store.put({ pk: 'p', sk: 't', body: 'x'.repeat(6000), revision: 1 })],
  ['a read by key', (store) => store.get([KEY, { pk: 'p', sk: 't' }])],
  ['a range', (store) => all(store.query('p'))],
  ['some attributes of a range', (store) => all(store.query('p', { only: ['revision'] }))],
  ['a part of a range', (store) => all(store.query('p', { from: 't', limit: 1 }))],
  ['a scan', (store) => all(store.scan())],
  ['a removal', (store) => store.remove({ pk: 'p', sk: 't' }, { ifRevision: 1 })],
  ['a removal of what is not there', (store) => store.remove({ pk: 'q', sk: 't' })],
  ['a removal from an index', (store) => store.put(listed('a', '')).then(() => store.remove(KEY))],
];

/** What finds nothing costs the least there is, and a lost race what stands there. DynamoDB Local does not charge it. */
const inVain: readonly (readonly [string, number, (store: WholeStore) => Promise<unknown>])[] = [
  ['an index read', 0.5, (store) => all(store.list('links', 'l'))],
  ['a range', 1, (store) => all(store.query('q'))],
  ['a read by key', 3, (store) => store.get([{ pk: 'q', sk: 's' }, KEY])],
  ['a lost race', 6, (store) => store.put(KEY, 'ifAbsent')],
  ['a removal that came too late', 6, (store) => store.remove(KEY, { ifRevision: 7 })],
];

const charged = z.object({ CapacityUnits: z.number().default(0) });
const answer = z.object({ ConsumedCapacity: z.union([charged, z.array(charged)]).default([]) });

/** What DynamoDB says it charges from now on. @returns the units of reads and writes since it was last called */
function charges(client: DynamoDBClient): () => { reads: number; writes: number } {
  let units = { reads: 0, writes: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const { output, response } = await next(args);
        const kind = /^(Put|Delete)/.test(commandName) ? 'writes' : 'reads';
        for (const each of [answer.parse(output).ConsumedCapacity].flat()) units[kind] += each.CapacityUnits;
        return { output, response };
      },
    { step: 'initialize', name: 'charges' },
  );
  return () => {
    const taken = units;
    units = { reads: 0, writes: 0 };
    return taken;
  };
}

const sum = ({ readUnits, writeUnits, indexWriteUnits }: Count) => readUnits + writeUnits + indexWriteUnits;

(hasJava() ? describe : describe.skip)('A counting store on DynamoDB Local', () => {
  it('counts the units that are charged for each kind of call', async () => {
    const client = dynamoDbAt(await sharedDynamoDbLocal());
    await createTable(client, 'counted');
    const take = charges(client);
    const store = counting(dynamoDbStore(client, 'counted'));
    for (const [what, call] of calls) {
      await call(store);
      const { reads, writes } = take();
      const counted = totalOf(store.take());
      // What a write writes over was read to count it, which is not part of it.
      const own = counted.readUnits === 0 ? writes : reads;
      expect([what, sum(counted)]).toEqual([what, own]);
    }
    client.destroy();
  });
});

describe('A counting store', () => {
  const store = storeOn();

  it.each(inVain)('counts what is charged for %s in vain', async (_what, units, call) => {
    await store().put({ ...KEY, body: 'x'.repeat(6000), revision: 1 });
    const counted = counting(store());
    await call(counted);
    expect(sum(totalOf(counted.take()))).toBe(units);
  });

  it('counts calls, items and bytes by what they are for', async () => {
    const counted = counting(store(), (call) =>
      call.operation === 'put' ? `put ${call.item.sk}` : call.operation,
    );
    await counted.put(KEY);
    await counted.put(KEY, 'ifAbsent');
    await counted.get(Array.from({ length: 250 }, (_, at) => ({ pk: 'p', sk: `${at}` })));
    await all(counted.query('p'));
    const found = counted.take();
    expect([...found.keys()]).toEqual(['put s', 'get', 'query']);
    expect(found.get('put s')).toMatchObject({ calls: 2, items: 1, bytes: 6, writeUnits: 2 });
    expect(found.get('get')).toMatchObject({ calls: 3, items: 0, readUnits: 250 });
    expect(found.get('query')).toMatchObject({ calls: 1, items: 1, bytes: 6 });
    expect(counted.take().size).toBe(0);
  });

  it('answers like the store it is on', async () => {
    const counted = counting(store());
    await counted.put({ ...KEY, a: 1, b: 2 });
    expect(await counted.put(KEY, 'ifAbsent')).toBe('raced');
    expect(await all(counted.query('p', { only: ['a'] }))).toEqual([{ ...KEY, a: 1 }]);
    expect(await counted.remove(KEY, { ifRevision: 1 })).toBe('raced');
  });
});

describe('A faulty store', () => {
  const store = storeOn();

  it('tells of each call before it is made and after it took effect', async () => {
    const told: string[] = [];
    const watched = faulty(store(), {
      before: ({ operation }) => told.push(`before ${operation}`),
      after: async ({ operation }) => told.push(`after ${operation}: ${(await all(store().scan())).length}`),
    });
    await watched.put(KEY);
    await watched.get([KEY]);
    await all(watched.query('p'));
    await all(watched.list('links', 'none'));
    await watched.remove(KEY);
    expect(await all(watched.scan())).toEqual([]);
    expect(told).toEqual([
      'before put',
      'after put: 1',
      'before get',
      'after get: 1',
      'before query',
      'after query: 1',
      'before list',
      'after list: 1',
      'before remove',
      'after remove: 0',
      'before scan',
      'after scan: 0',
    ]);
  });

  it('does not make a call that a hook stops, and loses the answer of one that took effect', async () => {
    const stop = (_call: Call) => {
      throw new RangeError('stopped');
    };
    await expect(faulty(store(), { before: stop }).put(KEY)).rejects.toThrow(RangeError);
    expect(await getOne(store(), KEY)).toBeUndefined();
    await expect(faulty(store(), { after: stop }).put(KEY)).rejects.toThrow(RangeError);
    expect(await getOne(store(), KEY)).toEqual(KEY);
  });

  it('crashes at each call in turn, on either side, and does nothing after', async () => {
    const work = async (each: WholeStore) => {
      for (const sk of ['a', 'b', 'c']) await each.put({ pk: 'p', sk });
    };
    const whole = crashAt(undefined);
    await work(faulty(store(), whole));
    expect(whole.begun()).toBe(3);
    for (const side of ['before', 'after'] as const) {
      for (let call = 0; call < whole.begun(); call += 1) {
        for (const { pk, sk } of await all(store().scan())) await store().remove({ pk, sk });
        const dying = faulty(store(), crashAt({ call, side }));
        await expect(work(dying)).rejects.toThrow(CrashError);
        await expect(dying.put(KEY)).rejects.toThrow(CrashError);
        expect(await all(store().scan())).toHaveLength(side === 'before' ? call : call + 1);
      }
    }
  });
});
