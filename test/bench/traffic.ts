/**
 * Webhooks and all that follows from them, through the deployed functions. The store counts what DynamoDB would charge, and
 * each invocation how long it would wait for the table and the bus.
 */

import type { Bus } from '../../functions/kernel/bus/bus.ts';
import { publishFacts } from '../../functions/kernel/bus/publish.ts';
import { openSqliteStore } from '../../functions/kernel/store/sqlite.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { surroundings, within } from '../../functions/kernel/surroundings.ts';
import { createIngest } from '../../functions/webhooks/ingest/app.ts';
import { httpEvent } from '../../lib/local/api-gateway.ts';
import type { Entry } from '../support/facts.ts';
import { context } from '../support/messages.ts';
import { type CountingStore, type Counts, counting } from '../support/stores/counting.ts';
import { around } from '../support/stores/faulty.ts';
import { MessagesFailedError, pipelineOn, queuesOf } from './pipeline.ts';
import { WAIT } from './prices.ts';
import type { SignedDelivery } from './pull-requests.ts';
import { virtualTime } from './virtual-time.ts';

export interface Spent {
  invocations: number;
  /** Milliseconds of CPU of this process, and of waiting for AWS. */
  cpu: number;
  waited: number;
  readUnits: number;
  writeUnits: number;
  /** Calls of the store by what they are, and of the bus. */
  readonly calls: Record<string, number>;
  /** Lines that it logged, and their bytes. */
  logLines: number;
  logBytes: number;
}

export interface Usage {
  readonly functions: Readonly<Record<string, Spent>>;
  /** Events on the bus, by source, with the bytes of their details. */
  readonly events: Readonly<Record<string, { readonly count: number; readonly bytes: number }>>;
  /** Messages that went through queues. */
  readonly messages: number;
}

export interface Traffic {
  /** Signed with `SECRET`. */
  readonly deliveries: readonly SignedDelivery[];
  /** The moment of the first delivery, and the time between two. */
  readonly from: string;
  readonly everyMs: number;
  /** Whether they come so fast that queues deliver whole batches. */
  readonly isBusy: boolean;
}

export const SECRET = 'a secret of the benchmark';

/** A store with some history. @returns sends traffic through it */
export async function worldOf(entries: readonly Entry[]): Promise<(traffic: Traffic) => Promise<Usage>> {
  const stored = openSqliteStore(':memory:', { durable: false });
  // Discards its log.
  await measured(() => pipelineOn(stored)(entries));
  return (traffic) => send(stored, traffic);
}

async function send(stored: WholeStore, { deliveries, from, everyMs, isBusy }: Traffic): Promise<Usage> {
  const time = virtualTime();
  const counted = counting(stored);
  const store = around(counted, async (_call, make) => {
    await time.wait(WAIT.table);
    return make();
  });
  const spent = new Map<string, Spent>();
  const events = new Map<string, { count: number; bytes: number }>();
  let now = Date.parse(from);
  let published = 0;
  const bus: Bus = {
    async publish(entries) {
      for (const { source, body } of entries) {
        const known = events.get(source) ?? { count: 0, bytes: 0 };
        events.set(source, { count: known.count + 1, bytes: known.bytes + Buffer.byteLength(body) });
      }
      published += 1;
      await time.wait(WAIT.bus);
      await queues.bus.publish(entries);
    },
  };

  const host = { store, bus, environment: {} };
  async function invoke(name: string, work: () => Promise<unknown>): Promise<unknown> {
    const before = time.now;
    published = 0;
    counted.take();
    const { answer, ...took } = await measured(() => within(host, work));
    const known = spent.get(name) ?? nothingSpent();
    spent.set(name, plus(known, { ...took, waited: time.now - before }, counted, published));
    return answer;
  }

  const ingest = createIngest({
    secrets: async () => ({ accepted: [SECRET], refetch: async () => undefined }),
    now: () => new Date(now).toISOString(),
    receiving: () => ({ table: surroundings().store, publish: publishFacts }),
  });

  const queues = queuesOf({ now: () => now, isBusy, invoke });
  for (const delivery of deliveries) {
    const request = requestOf(delivery);
    const answer = await invoke('ingest', () => ingest(request, context));
    if (!isTaken(answer))
      throw new MessagesFailedError(`A delivery was not taken: ${JSON.stringify(answer)}.`);
    now += everyMs;
    if (!isBusy) await queues.drained();
  }
  await queues.drained();
  return {
    functions: Object.fromEntries(spent),
    events: Object.fromEntries(events),
    messages: queues.messages(),
  };
}

const isTaken = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'statusCode' in answer && Number(answer.statusCode) < 300;

function requestOf(delivery: SignedDelivery) {
  const request = { method: 'POST', target: '/webhooks/github', ...delivery, sourceIp: '127.0.0.1' };
  return httpEvent(request, { method: 'POST', path: '/webhooks/{source}' }, { source: 'github' }, 0);
}

type Took = Pick<Spent, 'cpu' | 'waited' | 'logLines' | 'logBytes'>;

async function measured(
  work: () => Promise<unknown>,
): Promise<Omit<Took, 'waited'> & { readonly answer: unknown }> {
  const { write } = process.stdout;
  let [logLines, logBytes] = [0, 0];
  process.stdout.write = (line: string | Uint8Array) => {
    logLines += 1;
    logBytes += Buffer.byteLength(line);
    return true;
  };
  const before = process.cpuUsage();
  try {
    const answer = await work();
    const { user, system } = process.cpuUsage(before);
    return { answer, cpu: (user + system) / 1000, logLines, logBytes };
  } finally {
    process.stdout.write = write;
  }
}

const nothingSpent = (): Spent => ({
  invocations: 0,
  cpu: 0,
  waited: 0,
  readUnits: 0,
  writeUnits: 0,
  calls: {},
  logLines: 0,
  logBytes: 0,
});

function plus(known: Spent, took: Took, counted: CountingStore, published: number): Spent {
  const counts: Counts = counted.take();
  const calls = { ...known.calls, publish: (known.calls.publish ?? 0) + published };
  const sum: Spent = { ...known, calls, invocations: known.invocations + 1 };
  for (const part of ['cpu', 'waited', 'logLines', 'logBytes'] as const) sum[part] += took[part];
  for (const [operation, of] of counts) {
    sum.calls[operation] = (sum.calls[operation] ?? 0) + of.calls;
    sum.readUnits += of.readUnits;
    sum.writeUnits += of.writeUnits + of.indexWriteUnits;
  }
  return sum;
}
