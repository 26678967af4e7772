/** The functions that work on queues, on a host of the test's own: with a table for each test, and a bus that takes all. */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as record } from '../../functions/catalog/record/handler.ts';
import { handler as grade } from '../../functions/grades/grade/handler.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { handler as notify } from '../../functions/notifications/notify/handler.ts';
import { handler as check } from '../../functions/verdicts/check/handler.ts';
import { handler as attribute } from '../../functions/webhooks/attribute/handler.ts';
import { functions } from '../../lib/wiring.ts';
import type { FunctionWiring, Subscription } from '../../lib/wiring-shape.ts';
import { tableOn } from '../support/databases.ts';
import { inMemory } from '../support/stores/store-on.ts';
import { onHost } from '../support/surroundings.ts';

type OnQueue = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | undefined>;

/** A subscription of the wiring with its function. */
export interface Subscribed {
  readonly wiring: FunctionWiring;
  readonly subscription: Subscription;
  readonly handler: OnQueue;
}

const onQueue: OnQueue = async (event, context) => (await notify(event, context)) ?? undefined;
const handlers: Readonly<Record<string, OnQueue>> = { record, check, grade, attribute, notify: onQueue };

let table: () => WholeStore = () => {
  throw new TypeError('Call functionsOn() first: there is no table yet.');
};

/** Gives the functions a table in each test of a file. @returns that of the test that runs */
export function functionsOn(engine = inMemory): () => WholeStore {
  table = tableOn(engine);
  return table;
}

export const subscribed: readonly Subscribed[] = functions.flatMap((wiring) =>
  (wiring.subscriptions ?? []).map((subscription) => {
    const handler = handlers[wiring.name];
    if (handler === undefined) throw new TypeError(`Nobody knows the function ${wiring.name} here.`);
    return { wiring, subscription, handler: onHost(handler, () => table()) };
  }),
);

/** @throws {TypeError} when the wiring has none of this name */
export function subscriptionOf(name: string): Subscribed {
  const found = subscribed.find(({ subscription }) => subscription.name === name);
  if (found === undefined) throw new TypeError(`There is no subscription ${name}.`);
  return found;
}
