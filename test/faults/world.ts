/**
 * The pipeline in one process: the deployed handlers over a real store, with a bus and queues that duplicate, reorder
 * and redeliver, and calls that crash.
 */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as check } from '../../functions/check/handler.ts';
import { handler as grade } from '../../functions/grade/handler.ts';
import { type Bus, type BusEntry, EventsNotPublishedError } from '../../functions/kernel/bus/bus.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { type Surroundings, within } from '../../functions/kernel/surroundings.ts';
import { handler as record } from '../../functions/record/handler.ts';
import { functions, type Pattern } from '../../lib/wiring.ts';
import { batchOf, context } from '../support/messages.ts';
import { around } from '../support/stores/faulty.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { CrashError, type Faults, type Gate, openGate } from './gate.ts';

/** An event as the bus carries it. */
export interface Entry {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Run {
  readonly seed: number;
  /** The table that this run writes to. */
  readonly table: WholeStore;
  readonly faults: Faults;
  /** Workers at once. */
  readonly workers: number;
  /** Probability that a message that was done comes once more, and that the bus refuses one entry of many. */
  readonly again: number;
}

/** What a run came to. */
export interface Ran {
  /** Calls to the store and the bus. */
  readonly calls: number;
  /** Announcements that went out, repeats included. */
  readonly announced: readonly Entry[];
}

type Handle = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | undefined>;

interface Queue {
  readonly pattern: Pattern;
  readonly handle: Handle;
  readonly messages: string[];
}

const handlers: Readonly<Record<string, Handle>> = {
  record: (event, context) => record(event, context),
  check: (event, context) => check(event, context),
  grade: (event, context) => grade(event, context),
};

const queuesOf = (): Queue[] =>
  functions.flatMap(({ name, subscriptions = [] }) =>
    subscriptions.flatMap(({ pattern }) => {
      const handle = handlers[name];
      return handle === undefined ? [] : [{ pattern, handle, messages: [] }];
    }),
  );

interface Running {
  readonly seed: number;
  readonly again: number;
  readonly gate: Gate;
  readonly chance: Chance;
  readonly queues: readonly Queue[];
  readonly surroundings: Surroundings;
  inFlight: number;
  attempts: number;
  /** Workers without work wait here until a batch is done, which may have brought some. */
  readonly idle: (() => void)[];
}

/** Takes what it is given but for an entry now and then, which its sender hears of only when all others are out. */
const busOf = ({ chance, gate, again, route }: Omit<Wiring, 'table'>): Bus => ({
  publish: (entries) =>
    gate.pass(async () => {
      const refused = entries.filter((entry) => {
        if (chance.hits(again / 4)) return true;
        route(entryOf(entry));
        return false;
      });
      if (refused.length > 0) throw new EventsNotPublishedError(`${refused.length} were refused.`);
    }),
});

const entryOf = ({ source, type, body }: BusEntry): Entry => ({
  source,
  'detail-type': type,
  detail: JSON.parse(body),
});

interface Wiring extends Pick<Running, 'gate' | 'chance' | 'again'> {
  readonly table: WholeStore;
  readonly route: (entry: Entry) => void;
}

/** The gate is before every call to the store and the bus. */
const surroundingsOf = ({ table, ...wiring }: Wiring): Surroundings => ({
  store: around(table, (_call, go) => wiring.gate.pass(go)),
  bus: busOf(wiring),
  environment: {},
});

/** Whether an event of the bus goes to the queue of a subscription. */
const matches = ({ source, 'detail-type': types, detail }: Pattern, entry: Entry): boolean =>
  source.includes(entry.source) &&
  (types === undefined || types.includes(entry['detail-type'])) &&
  (detail === undefined || detail.entity.includes(String(entry.detail.entity)));

/**
 * Delivers entries in the given order of arrival at the queue, from which workers take random batches, until nothing is
 * left. What fails comes again. @param crash one planned crash, for going through all of them
 */
export async function deliver(
  entries: readonly Entry[],
  { seed, table, faults, workers, again }: Run,
  crash?: { readonly call: number; readonly side: 'before' | 'after' },
): Promise<Ran> {
  const chance = chanceFrom(seed);
  const gate = openGate(chance, faults);
  if (crash !== undefined) gate.crashAt(crash.call, crash.side);
  const queues = queuesOf();
  const announced: Entry[] = [];
  const route = (entry: Entry) => {
    announced.push(entry);
    for (const queue of queues) if (matches(queue.pattern, entry)) queue.messages.push(JSON.stringify(entry));
  };
  for (const entry of entries) route(entry);
  announced.length = 0;
  const surroundings = surroundingsOf({ table, gate, chance, again, route });
  const running = { seed, again, gate, chance, queues, surroundings, inFlight: 0, attempts: 0, idle: [] };
  await Promise.all(Array.from({ length: workers }, () => work(running)));
  await gate.quiet();
  return { calls: gate.calls(), announced };
}

/** A run that takes more batches than this does not end by itself: something fails again and again. */
const MAX_ATTEMPTS = 3_000;

/** One worker: takes a random batch of a random queue until all queues are empty and nobody is at work. */
async function work(running: Running): Promise<void> {
  for (;;) {
    const queue = pick(running);
    if (queue === undefined && running.inFlight === 0) return;
    if (queue === undefined) {
      await new Promise<void>((resolve) => running.idle.push(resolve));
      continue;
    }
    running.inFlight += 1;
    running.attempts += 1;
    if (running.attempts > MAX_ATTEMPTS) throw new Error(`The run does not end (seed ${running.seed}).`);
    await attempt(running, queue);
    running.inFlight -= 1;
    for (const wake of running.idle.splice(0)) wake();
  }
}

function pick({ queues, chance }: Running): Queue | undefined {
  const full = queues.filter(({ messages }) => messages.length > 0);
  return full[chance.below(full.length)];
}

async function attempt(
  { chance, again, gate, surroundings }: Running,
  { messages, handle }: Queue,
): Promise<void> {
  const size = 1 + chance.below(5);
  const batch = Array.from(
    { length: Math.min(size, messages.length) },
    () => messages.splice(chance.below(messages.length), 1)[0] ?? '',
  );
  const failed = await within(surroundings, () => handle(batchOf(batch), context))
    .then((answer) => new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier))))
    .catch((error: unknown) => {
      if (!(error instanceof CrashError)) throw error;
      return new Set(batch.keys());
    });
  // A process that died answers for nothing: all of its batch comes again.
  const died = gate.restart();
  batch.forEach((body, at) => {
    if (died || failed.has(at) || chance.hits(again)) messages.push(body);
  });
}
