/** What the contract of the store does not say of the one in DynamoDB: its patience, and what it asks for. */

import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ResourceNotFoundException,
  ThrottlingException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { dynamoDbAt, dynamoDbStore } from '../../../functions/kernel/store/dynamodb.ts';
import { MAX_TRIES } from '../../../functions/kernel/store/dynamodb-retry.ts';
import {
  all,
  ItemRefusedError,
  type Key,
  StoreUnavailableError,
  type WholeStore,
} from '../../../functions/kernel/store/store.ts';

const KEY = { pk: 'p', sk: 's' };
const NOWHERE = 'http://127.0.0.1:1';

const about = (httpStatusCode = 400) => ({ message: 'as told', $metadata: { httpStatusCode } });
const fault = (name: string, $fault: 'client' | 'server', status: number) =>
  new DynamoDBServiceException({ name, $fault, ...about(status) });

interface Answers {
  readonly store: WholeStore;
  /** What was asked, in order. */
  readonly asked: readonly Readonly<Record<string, unknown>>[];
  readonly slept: readonly number[];
}

/** A store whose requests are answered here, the last way from then on; errors are thrown. */
function answering(answers: readonly unknown[], random = () => 1): Answers {
  const client = dynamoDbAt(NOWHERE);
  const [asked, slept]: [Readonly<Record<string, unknown>>[], number[]] = [[], []];
  client.middlewareStack.add(
    () => async (args) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push({ ...args.input });
      if (answer instanceof Error) throw answer;
      const given = typeof answer === 'function' ? answer(args.input) : answer;
      return { output: { $metadata: {}, ...given }, response: undefined };
    },
    { step: 'initialize', name: 'answers' },
  );
  const sleep = async (milliseconds: number) => slept.push(milliseconds);
  return { store: dynamoDbStore(client, 'table', { random, sleep }), asked, slept };
}

const throttled = new ProvisionedThroughputExceededException(about());

describe('A throttled table', () => {
  const passing = [
    throttled,
    new ThrottlingException(about()),
    new RequestLimitExceeded(about()),
    new InternalServerError(about(500)),
    fault('ServiceUnavailable', 'server', 503),
  ];

  it.each(passing)('is asked again after $name', async (error) => {
    const { store, asked } = answering([error, error, {}]);
    expect(await store.put(KEY)).toBe('written');
    expect(asked).toHaveLength(3);
  });

  it('is asked less and less often, and at random', async () => {
    const longest = answering([throttled, throttled, throttled, throttled, {}]);
    await longest.store.put(KEY);
    expect(longest.slept).toEqual([50, 100, 200, 400]);
    const half = answering([throttled, throttled, {}], () => 0.5);
    await half.store.put(KEY);
    expect(half.slept).toEqual([25, 50]);
  });

  it('is given up in the end, whatever was asked', async () => {
    const calls: ((store: WholeStore) => Promise<unknown>)[] = [
      (store) => store.put(KEY),
      (store) => store.remove(KEY),
      (store) => store.get([KEY]),
      (store) => all(store.query('p')),
      (store) => all(store.list('links', 'p')),
      (store) => all(store.scan()),
    ];
    for (const call of calls) {
      const { store, asked } = answering([throttled]);
      const answer = call(store);
      await expect(answer).rejects.toThrow(StoreUnavailableError);
      await expect(answer).rejects.toMatchObject({ reason: 'throttled', cause: throttled });
      expect(asked).toHaveLength(MAX_TRIES);
    }
  });

  it('is told from one that fails by itself', async () => {
    const { store } = answering([new InternalServerError(about(500))]);
    await expect(store.put(KEY)).rejects.toMatchObject({ reason: 'unreachable' });
  });
});

describe('What another try does not change', () => {
  it('is asked once: a condition that does not hold', async () => {
    const { store, asked } = answering([new ConditionalCheckFailedException(about())]);
    expect(await store.put(KEY, 'ifAbsent')).toBe('raced');
    expect(await store.remove(KEY, { ifRevision: 1 })).toBe('raced');
    expect(asked).toHaveLength(2);
  });

  it('is asked once: an item that DynamoDB finds invalid', async () => {
    const { store, asked } = answering([fault('ValidationException', 'client', 400)]);
    await expect(store.put(KEY)).rejects.toThrow(ItemRefusedError);
    expect(asked).toHaveLength(1);
  });

  it('is asked once: a table that is not there', async () => {
    const missing = new ResourceNotFoundException(about());
    const { store, asked } = answering([missing]);
    await expect(store.put(KEY)).rejects.toBe(missing);
    expect(asked).toHaveLength(1);
  });

  it('is an endpoint where nothing answers, once the SDK has tried', async () => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new DynamoDBClient({ endpoint: NOWHERE, region: 'local', credentials, maxAttempts: 1 });
    const store = dynamoDbStore(client, 'table', { sleep: () => Promise.reject(new Error('slept')) });
    await expect(store.put(KEY)).rejects.toMatchObject({
      name: 'StoreUnavailableError',
      reason: 'unreachable',
      message: 'The table table does not answer.',
    });
  });
});

describe('Reading by key', () => {
  const request = z.object({ RequestItems: z.object({ table: z.object({ Keys: z.array(z.unknown()) }) }) });
  const keysIn = (input: unknown) => request.parse(input).RequestItems.table.Keys;
  const many: Key[] = Array.from({ length: 250 }, (_, at) => ({ pk: 'p', sk: `${at}` }));
  /** Answers so many keys, and leaves the others. */
  const upTo = (count: number) => (input: unknown) => ({
    Responses: { table: keysIn(input).slice(0, count) },
    UnprocessedKeys: keysIn(input).length > count ? { table: { Keys: keysIn(input).slice(count) } } : {},
  });

  it('asks for a hundred at once, consistently', async () => {
    const { store, asked } = answering([upTo(100)]);
    expect(await store.get(many)).toHaveLength(250);
    expect(asked.map((each) => keysIn(each).length).sort()).toEqual([100, 100, 50]);
    expect(asked[0]).toMatchObject({ RequestItems: { table: { ConsistentRead: true } } });
  });

  it('asks again for what was left, as long as it gets on', async () => {
    const { store, asked, slept } = answering([upTo(4)]);
    const found = await store.get(many.slice(0, 100));
    expect(new Set(found.map(({ sk }) => sk)).size).toBe(100);
    expect(asked.map((each) => keysIn(each).length)).toEqual(
      Array.from({ length: 25 }, (_, at) => 100 - 4 * at),
    );
    expect(new Set(slept)).toEqual(new Set([50]));
  });

  it('waits longer when nothing comes, and gives up in the end', async () => {
    const { store, slept } = answering([upTo(0), upTo(0), upTo(0), upTo(1)]);
    expect(await store.get(many.slice(0, 2))).toHaveLength(2);
    expect(slept).toEqual([50, 100, 200, 50]);
    const never = answering([upTo(0)]);
    await expect(never.store.get([KEY])).rejects.toMatchObject({ reason: 'throttled' });
    expect(never.asked).toHaveLength(MAX_TRIES);
  });
});

describe('Reading a range', () => {
  const item = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });

  it('goes on until there is nothing more, also behind a page without items', async () => {
    const { store, asked } = answering([
      { Items: [item('a')], LastEvaluatedKey: item('a') },
      { Items: [], LastEvaluatedKey: item('b') },
      { Items: [item('c')] },
    ]);
    expect((await all(store.query('p'))).map(({ sk }) => sk)).toEqual(['a', 'c']);
    expect(asked.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([
      undefined,
      item('a'),
      item('b'),
    ]);
  });

  it('asks for no more than is wanted', async () => {
    const { store, asked } = answering([
      { Items: [item('a'), item('b')], LastEvaluatedKey: item('b') },
      { Items: [item('c')], LastEvaluatedKey: item('c') },
    ]);
    expect(await all(store.query('p', { limit: 3 }))).toHaveLength(3);
    expect(asked.map(({ Limit }) => Limit)).toEqual([3, 1]);
  });

  it('is consistent on the table, and cannot be on an index', async () => {
    const { store, asked } = answering([{ Items: [] }]);
    await all(store.query('p', { reverse: true, only: ['size'] }));
    await all(store.list('listing', 'l', { from: 'a' }));
    expect(asked[0]).toMatchObject({
      ConsistentRead: true,
      ScanIndexForward: false,
      ProjectionExpression: '#only0, #only1, #only2',
      ExpressionAttributeNames: { '#partition': 'pk', '#only0': 'pk', '#only1': 'sk', '#only2': 'size' },
    });
    expect(asked[1]).toMatchObject({ IndexName: 'listing', ScanIndexForward: true });
    expect(asked[1]?.ConsistentRead).toBeUndefined();
  });
});
