/** The functions that work on queues, as they are deployed, over one store; the queues between them are in memory. */
import type { Store } from '../../functions/kernel/store/store.ts';
import { within } from '../../functions/kernel/surroundings.ts';
import { failedIn } from '../../lib/local/batch-answer.ts';
import type { Letter } from '../../lib/local/inbox.ts';
import { loadFunction } from '../../lib/local/load-function.ts';
import { localBus, rulesOf } from '../../lib/local/routing.ts';
import { functions } from '../../lib/wiring.ts';
import { batchOf, context } from '../support/messages.ts';
import { ARRIVED, type Entry } from './entries.ts';

class MessagesFailedError extends Error {
  override readonly name = 'MessagesFailedError';
}

/** @returns puts facts on the bus and hands over whatever comes of them, batch by batch, until nothing waits */
export function pipelineOn(store: Store): (facts: readonly Entry[]) => Promise<void> {
  const waiting = new Map<string, Letter[]>();
  const bus = localBus(
    rulesOf(functions),
    () => Date.parse(ARRIVED),
    (letters) => {
      for (const letter of letters) {
        const queue = waiting.get(letter.queue) ?? [];
        waiting.set(letter.queue, queue);
        queue.push(letter);
      }
    },
  );

  async function handOver(name: string, letters: readonly Letter[]): Promise<void> {
    const handler = await loadFunction(name);
    const event = batchOf(letters.map(({ body }) => body));
    const answer = await within({ store, bus, environment: {} }, async () => handler(event, context));
    const ids = event.Records.map(({ messageId }) => messageId);
    if (failedIn(answer, ids).size > 0)
      throw new MessagesFailedError(`The function ${name} failed on ${letters[0]?.body}.`);
  }

  async function quiet(): Promise<void> {
    for (const { name, subscriptions = [] } of functions)
      for (const { name: queue, batchSize } of subscriptions) {
        const some = waiting.get(queue)?.splice(0, batchSize) ?? [];
        if (some.length === 0) continue;
        await handOver(name, some);
        return quiet();
      }
  }

  return async (facts) => {
    await bus.publish(
      facts.map(({ source, 'detail-type': type, detail }) => ({
        source,
        type,
        body: JSON.stringify(detail),
      })),
    );
    await quiet();
  };
}
