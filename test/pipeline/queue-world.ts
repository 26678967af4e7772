/** The functions that work on queues, behind the queues of one machine, on a clock that stands still. */
import { once } from 'node:events';
import { afterAll } from '@jest/globals';
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { type DeadLetter, Inbox } from '../../lib/local/inbox.ts';
import { LocalFunction } from '../../lib/local/local-function.ts';
import { Queue } from '../../lib/local/queue.ts';
import { upgrade } from '../../lib/local/schema.ts';
import { recordsOf } from '../lib/local/stubs.ts';
import { VirtualTime } from '../lib/local/virtual-time.ts';
import { context } from '../support/messages.ts';
import { type Around, around } from '../support/stores/faulty.ts';
import { inMemory } from '../support/stores/store-on.ts';
import { keepingBus } from '../support/surroundings.ts';
import { functionsOn, type Subscribed } from './queue-functions.ts';

/** A call of the table that says this never comes back. */
export const HANGS = 'a call that hangs';

/** Aborted when the tests are over, so that nobody waits for the calls that hang. */
const tests = new AbortController();

async function hang(): Promise<never> {
  if (!tests.signal.aborted) await once(tests.signal, 'abort');
  throw new Error('It hung until the tests were over.');
}

/** Calls of the table that are on their way, but for those that hang. */
let underway = 0;

const hanging: Around = async (call, go) => {
  if (JSON.stringify(call).includes(HANGS)) return hang();
  underway += 1;
  return go().finally(() => {
    underway -= 1;
  });
};

/** Gives the functions a table in each test of a file, some of whose calls hang. @returns that of the test that runs */
export function hangingFunctionsOn(): () => WholeStore {
  afterAll(() => tests.abort());
  return functionsOn({
    ...inMemory,
    open: async () => {
      const { create, close } = await inMemory.open();
      const hangs = async () => {
        const made = await create();
        return { ...made, store: around(made.store, hanging) };
      };
      return { create: hangs, close };
    },
  });
}

/** Until no call is on its way, and nobody who heard of one makes another. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (underway > 0) turns = 0;
  }
}

export interface Served {
  /** Bodies of messages, in the order in which they are sent. */
  send(...bodies: readonly string[]): Promise<void>;
  dead(): readonly DeadLetter[];
  /** Messages that are neither done nor given up. */
  left(): number;
}

/** The queue of a subscription on one machine, with its function behind it. */
export async function serve({ wiring, subscription, handler }: Subscribed): Promise<Served> {
  const time = new VirtualTime();
  const file = openSqliteStore(':memory:', {
    durable: false,
    prepare: (connection) => upgrade(connection, ':memory:'),
  });
  const inbox = new Inbox(file.connection);
  const load = async () => (event: unknown) => handler({ Records: recordsOf(event) }, context);
  const worker = new LocalFunction(wiring, load, { store: file, bus: keepingBus(), environment: {} }, time);
  const around = { store: file, inbox, time, random: () => 0.5, log: () => {}, ended: () => {} };
  const queue = new Queue(subscription, (event) => worker.run(event), around);
  return {
    async send(...bodies) {
      inbox.add(
        bodies.map((body) => ({ queue: subscription.name, body })),
        time.now(),
      );
      queue.wake();
      for (await quiet(); time.waits.length > 0; await quiet()) time.advance(time.waits[0] ?? 0);
    },
    dead: () => inbox.deadLetters(),
    left: () => inbox.count(1000),
  };
}
