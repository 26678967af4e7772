/** The functions that work on queues, with a table and a bus of the test's own, and local queues on a clock that stands still. */
import { once } from 'node:events';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as check } from '../../../functions/check/handler.ts';
import { handler as grade } from '../../../functions/grade/handler.ts';
import { handler as attribute } from '../../../functions/ingest/waiting/handler.ts';
import type { Store } from '../../../functions/kernel/store/store.ts';
import { handler as notify } from '../../../functions/notify/handler.ts';
import { handler as record } from '../../../functions/record/handler.ts';
import { BUS, TABLE } from '../../../functions/runtime/environment.ts';
import { busClient } from '../../../functions/runtime/publish.ts';
import { documents } from '../../../functions/runtime/table.ts';
import { createTable } from '../../../lib/local/create-table.ts';
import type { Database } from '../../../lib/local/database.ts';
import { type DeadLetter, DeadLetters } from '../../../lib/local/dead-letters.ts';
import { LocalFunction } from '../../../lib/local/local-function.ts';
import { Pending } from '../../../lib/local/pending.ts';
import { Queue } from '../../../lib/local/queue.ts';
import { type FunctionWiring, functions, type Subscription } from '../../../lib/wiring.ts';
import { embedded } from '../../support/databases.ts';
import { context } from '../../support/messages.ts';
import { recordsOf } from '../local/stubs.ts';
import { VirtualTime } from '../local/virtual-time.ts';

type OnQueue = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | undefined>;

/** A subscription of the wiring with its function. */
export interface Subscribed {
  readonly wiring: FunctionWiring;
  readonly subscription: Subscription;
  readonly handler: OnQueue;
}

const onQueue: OnQueue = async (event, context) => (await notify(event, context)) ?? undefined;
const handlers: Readonly<Record<string, OnQueue>> = { record, check, grade, attribute, notify: onQueue };

export const subscribed: readonly Subscribed[] = functions.flatMap((wiring) =>
  (wiring.subscriptions ?? []).map((subscription) => {
    const handler = handlers[wiring.name];
    if (handler === undefined) throw new TypeError(`Nobody knows the function ${wiring.name} here.`);
    return { wiring, subscription, handler };
  }),
);

/** @throws {TypeError} when the wiring has none of this name */
export function subscriptionOf(name: string): Subscribed {
  const found = subscribed.find(({ subscription }) => subscription.name === name);
  if (found === undefined) throw new TypeError(`There is no subscription ${name}.`);
  return found;
}

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
let tables = 0;
const table = (): Store => ({ documents: documents(), name: `queues-${tables}` });

/** Wires the functions for the tests of a file. @returns the table of the test that runs */
export function functionsOn(): () => Store {
  let database: Database | undefined;
  beforeAll(async () => {
    database = await embedded.open();
    wire(database.endpoint);
  });
  afterAll(async () => {
    tests.abort();
    await database?.close();
  });
  beforeEach(async () => {
    tables += 1;
    process.env[TABLE] = table().name;
    await createTable(documents(), table().name);
  });
  return table;
}

function wire(endpoint: string): void {
  const key = 'local';
  const credentials = { AWS_REGION: key, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: key };
  Object.assign(process.env, { ...credentials, AWS_ENDPOINT_URL_DYNAMODB: endpoint, [BUS]: 'queues' });
  busClient().middlewareStack.add(
    () =>
      async ({ input }) => {
        const { Entries = [] } = new PutEventsCommand({ Entries: [], ...input }).input;
        const answers = Entries.map(() => ({ EventId: 'taken' }));
        return { output: { $metadata: {}, FailedEntryCount: 0, Entries: answers }, response: undefined };
      },
    { step: 'initialize' },
  );
  documents().middlewareStack.add(
    (next) => async (args) => {
      if (JSON.stringify(args.input).includes(HANGS)) return hang();
      underway += 1;
      return next(args).finally(() => {
        underway -= 1;
      });
    },
    { step: 'initialize' },
  );
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
  const [pending, deadLetters] = [new Pending(), await DeadLetters.open()];
  const start = () => (event: unknown) => handler({ Records: recordsOf(event) }, context);
  const worker = new LocalFunction(wiring, start, time);
  const around = { time, random: () => 0.5, pending, deadLetters, log: () => {} };
  const queue = new Queue(subscription, (event) => worker.invoke(event), around);
  return {
    async send(...bodies) {
      for (const body of bodies) queue.send(body);
      for (await quiet(); time.waits.length > 0; await quiet()) time.advance(time.waits[0] ?? 0);
    },
    dead: () => deadLetters.list(),
    left: () => pending.count,
  };
}
