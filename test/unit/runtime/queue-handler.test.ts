import { describe, expect, test } from '@jest/globals';
import { queueHandler } from '../../../functions/runtime/queue.ts';
import { batchOf, context } from '../../support/messages.ts';

/** An invocation that must end soon. */
const short = { ...context, getRemainingTimeInMillis: () => 2300 };

describe('A batch with an event that never ends', () => {
  const never = new Promise<void>(() => {});

  test('is answered before the time is over: that event goes back alone, and the others are done', async () => {
    const done = new Set<unknown>();
    const handler = queueHandler(async (entries) => {
      for (const entry of entries) {
        if (entry === 'hangs') await never;
        done.add(entry);
      }
    });
    const bodies = ['one', 'hangs', 'two', 'three'].map((body) => JSON.stringify(body));
    expect(await handler(batchOf(bodies), short)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect([...done].toSorted()).toEqual(['one', 'three', 'two']);
  });

  test('goes back as a whole when all of it hangs', async () => {
    const handler = queueHandler(() => never);
    const { batchItemFailures } = await handler(batchOf(['1', '2']), short);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted()).toEqual(['0', '1']);
  });
});
