/**
 * The pipeline in one process: the deployed handlers over a real store, with a bus and queues that duplicate, reorder
 * and redeliver, and calls that fail.
 */
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as record } from '../../functions/catalog/record/handler.ts';
import { handler as grade } from '../../functions/grades/grade/handler.ts';
import { type Bus, type BusEntry, EventsNotPublishedError } from '../../functions/kernel/bus/bus.ts';
import type { WholeStore } from '../../functions/kernel/store/store.ts';
import { type Surroundings, within } from '../../functions/kernel/surroundings.ts';
import { handler as check } from '../../functions/verdicts/check/handler.ts';
import { functions } from '../../lib/wiring.ts';
import type { Pattern } from '../../lib/wiring-shape.ts';
import type { Entry } from '../support/facts.ts';
import { batchOf, context } from '../support/messages.ts';
import { around } from '../support/stores/faulty.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { type Crash, CrashError, type Faults, type Gate, openGate, type Process } from './gate.ts';

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
  /** What went wrong, as a plan that makes the same run again. */
  readonly crashes: readonly Crash[];
  /** Announcements that went out, repeats included. */
  readonly announced: readonly Entry[];
}

/** A run that takes more batches than this does not end by itself: something fails, or asks, again and again. */
const MAX_ATTEMPTS = 5_000;

export class EndlessRunError extends Error {
  override readonly name = 'EndlessRunError';
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

interface World extends Pick<Run, 'table' | 'again'> {
  readonly gate: Gate;
  readonly chance: Chance;
  readonly queues: readonly Queue[];
  readonly announced: Entry[];
  inFlight: number;
  attempts: number;
  /** Workers without work wait here until a batch is done, which may have brought some. */
  readonly idle: (() => void)[];
}

/** Delivers entries to the queue, from which workers take random batches, until nothing is left. What fails comes again. */
export async function deliver(
  entries: readonly Entry[],
  { seed, table, faults, workers, again }: Run,
): Promise<Ran> {
  const chance = chanceFrom(seed);
  // What fails is drawn apart, so that a plan of it leaves the rest of a run as it was.
  const gate = openGate(chanceFrom(seed + 1), faults, workers > 1);
  const queues = queuesOf();
  const world = { table, again, gate, chance, queues, announced: [], inFlight: 0, attempts: 0, idle: [] };
  for (const entry of entries) enqueue(queues, entry);
  await Promise.all(Array.from({ length: workers }, () => work(world)));
  await gate.quiet();
  return { calls: gate.calls(), crashes: gate.crashes(), announced: world.announced };
}

function enqueue(queues: readonly Queue[], entry: Entry): void {
  for (const queue of queues) if (matches(queue.pattern, entry)) queue.messages.push(JSON.stringify(entry));
}

/** Whether an event of the bus goes to the queue of a subscription. */
const matches = ({ source, 'detail-type': types }: Pattern, entry: Entry): boolean =>
  source.includes(entry.source) && (types === undefined || types.includes(entry['detail-type']));

/** One worker: takes a random batch of a random queue until all queues are empty and all workers are idle. */
async function work(world: World): Promise<void> {
  for (;;) {
    const queue = pick(world);
    if (queue === undefined && world.inFlight === 0) return;
    if (queue === undefined) {
      await new Promise<void>((resolve) => world.idle.push(resolve));
      continue;
    }
    world.inFlight += 1;
    world.attempts += 1;
    if (world.attempts > MAX_ATTEMPTS) throw new EndlessRunError('The run does not end by itself.');
    await attempt(world, queue);
    world.inFlight -= 1;
    for (const wake of world.idle.splice(0)) wake();
  }
}

function pick({ queues, chance }: World): Queue | undefined {
  const full = queues.filter(({ messages }) => messages.length > 0);
  return full[chance.below(full.length)];
}

async function attempt(world: World, { messages, handle }: Queue): Promise<void> {
  const { chance, again } = world;
  const process: Process = { isDead: false };
  const size = 1 + chance.below(5);
  const batch = Array.from(
    { length: Math.min(size, messages.length) },
    () => messages.splice(chance.below(messages.length), 1)[0] ?? '',
  );
  const failed = await within(surroundingsOf(world, process), () => handle(batchOf(batch), context))
    .then((answer) => new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier))))
    .catch((error: unknown) => {
      if (!(error instanceof CrashError)) throw error;
      return new Set(batch.keys());
    });
  // A process that died answers for nothing: all of its batch comes again.
  batch.forEach((body, at) => {
    if (process.isDead || failed.has(at) || chance.hits(again)) messages.push(body);
  });
}

/** The gate is before every call to the store and the bus. */
const surroundingsOf = (world: World, process: Process): Surroundings => ({
  store: around(world.table, (_call, go) => world.gate.pass(process, go)),
  bus: busOf(world, process),
  environment: {},
});

/** Refuses an entry now and then, and throws once all others are out. */
const busOf = ({ chance, gate, again, queues, announced }: World, process: Process): Bus => ({
  publish: (entries) =>
    gate.pass(process, async () => {
      const refused = entries.filter((entry) => {
        if (chance.hits(again / 4)) return true;
        const out = entryOf(entry);
        announced.push(out);
        enqueue(queues, out);
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
