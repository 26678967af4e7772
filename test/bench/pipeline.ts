/** The functions that work on queues, as they are deployed, over one store; the queues between them are in memory. */

import type { Store } from '../../functions/kernel/store/store.ts';
import { within } from '../../functions/kernel/surroundings.ts';
import { failedIn } from '../../lib/local/batch.ts';
import type { Letter } from '../../lib/local/inbox.ts';
import { loadFunction } from '../../lib/local/local-function.ts';
import { localBus } from '../../lib/local/routing.ts';
import { functions } from '../../lib/wiring.ts';
import type { FunctionWiring } from '../../lib/wiring-shape.ts';
import type { Entry } from '../support/facts.ts';
import { batchOf, context } from '../support/messages.ts';
import { ARRIVED } from './entries.ts';

export class MessagesFailedError extends Error {
  override readonly name = 'MessagesFailedError';
}

export interface Handing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether a batch holds as many messages as it may, and not one. */
  readonly isBusy: boolean;
  /** Invokes a function within its surroundings. */
  readonly invoke: (name: string, work: () => Promise<unknown>) => Promise<unknown>;
}

/** The queues between the functions, and the bus that fills them. */
export function queuesOf({ now, isBusy, invoke }: Handing) {
  const waiting = new Map<string, Letter[]>();
  let messages = 0;
  const bus = localBus(functions, now, (letters) => {
    messages += letters.length;
    for (const letter of letters) {
      const queue = waiting.get(letter.queue) ?? [];
      waiting.set(letter.queue, queue);
      queue.push(letter);
    }
  });

  async function handOver(wiring: FunctionWiring, letters: readonly Letter[]): Promise<void> {
    const { name } = wiring;
    const handler = await loadFunction(wiring);
    const event = batchOf(letters.map(({ body }) => body));
    const answer = await invoke(name, async () => handler(event, context));
    const ids = event.Records.map(({ messageId }) => messageId);
    if (failedIn(answer, ids).size > 0)
      throw new MessagesFailedError(`The function ${name} failed on ${letters[0]?.body}.`);
  }

  /** Delivers all that waits, and all that follows from it, batch by batch. */
  async function drained(): Promise<void> {
    for (const wiring of functions)
      for (const { name: queue, batchSize } of wiring.subscriptions ?? []) {
        const some = waiting.get(queue)?.splice(0, isBusy ? batchSize : 1) ?? [];
        if (some.length === 0) continue;
        await handOver(wiring, some);
        return drained();
      }
  }

  return { bus, drained, messages: () => messages };
}

/** @returns puts facts on the bus and delivers all that follows from them, batch by batch */
export function pipelineOn(store: Store): (facts: readonly Entry[]) => Promise<void> {
  const { bus, drained } = queuesOf({
    now: () => Date.parse(ARRIVED),
    isBusy: true,
    invoke: (_name, work) => within({ store, bus, environment: {} }, work),
  });
  return async (facts) => {
    await bus.publish(
      facts.map(({ source, 'detail-type': type, detail }) => ({
        source,
        type,
        body: JSON.stringify(detail),
      })),
    );
    await drained();
  };
}
