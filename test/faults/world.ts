/**
 * The pipeline in one process: the deployed handlers over a real store, with a bus and queues that duplicate, reorder
 * and redeliver, and calls that crash.
 */
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handler as check } from '../../functions/check/handler.ts';
import { handler as grade } from '../../functions/grade/handler.ts';
import { handler as record } from '../../functions/record/handler.ts';
import { BUS, TABLE } from '../../functions/runtime/environment.ts';
import { busClient } from '../../functions/runtime/publish.ts';
import { documents } from '../../functions/runtime/table.ts';
import { matches } from '../../lib/local/pattern.ts';
import { functions, type Pattern } from '../../lib/wiring.ts';
import { batchOf, context } from '../support/messages.ts';
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
  readonly table: string;
  readonly faults: Faults;
  /** Workers at once. */
  readonly workers: number;
  /** Probability that a message that was done comes once more, and that the bus refuses one entry of many. */
  readonly again: number;
}

/** What a run came to. */
export interface Ran {
  /** Calls to the database and the bus. */
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
  readonly gate: Gate;
  readonly chance: Chance;
  readonly queues: readonly Queue[];
  readonly announced: Entry[];
  readonly again: number;
  readonly seed: number;
}

let running: Running | undefined;

/** Puts the gate and the bus under the clients of the deployed code, once for this process. */
export function wire(endpoint: string): void {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = endpoint;
  process.env.AWS_REGION = 'local';
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
  process.env[BUS] = 'faults';
  documents().middlewareStack.add(
    (next) => (args) => (running === undefined ? next(args) : running.gate.pass(() => next(args))),
    { step: 'initialize' },
  );
  busClient().middlewareStack.add(
    () =>
      async ({ input }) => {
        if (running === undefined) throw new Error('The bus is reached only within a run.');
        const { gate } = running;
        return gate.pass(async () => ({ output: putEvents(input), response: undefined }));
      },
    { step: 'initialize' },
  );
}

/** Answers as PutEvents does: entry by entry, and now and then it takes one and refuses the next. */
function putEvents(input: object) {
  const { Entries = [] } =
    'Entries' in input && Array.isArray(input.Entries)
      ? new PutEventsCommand({ Entries: input.Entries }).input
      : {};
  const answers = Entries.map((entry: PutEventsRequestEntry) => {
    if (running?.chance.hits(running.again / 4)) return { ErrorCode: 'ThrottlingException' };
    route({
      source: entry.Source ?? '',
      'detail-type': entry.DetailType ?? '',
      detail: JSON.parse(entry.Detail ?? '{}'),
    });
    return { EventId: 'taken' };
  });
  return {
    $metadata: {},
    Entries: answers,
    FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length,
  };
}

function route(entry: Entry): void {
  running?.announced.push(entry);
  for (const queue of running?.queues ?? [])
    if (matches(queue.pattern, entry)) queue.messages.push(JSON.stringify(entry));
}

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
  running = { gate, chance, queues: queuesOf(), announced: [], again, seed };
  process.env[TABLE] = table;
  for (const entry of entries) route(entry);
  const { announced } = running;
  announced.length = 0;
  attempts = 0;
  await Promise.all(Array.from({ length: workers }, () => work()));
  await gate.quiet();
  running = undefined;
  return { calls: gate.calls(), announced };
}

let inFlight = 0;
let attempts = 0;
/** A run that takes more batches than this does not end by itself: something fails again and again. */
const MOST_ATTEMPTS = 3_000;

/** Workers without work wait here until a batch is done, which may have brought some. */
const idle: (() => void)[] = [];

/** One worker: takes a random batch of a random queue until all queues are empty and nobody is at work. */
async function work(): Promise<void> {
  for (;;) {
    const queue = running && pick(running);
    if (queue === undefined && inFlight === 0) return;
    if (queue === undefined) {
      await new Promise<void>((resolve) => idle.push(resolve));
      continue;
    }
    inFlight += 1;
    attempts += 1;
    if (attempts > MOST_ATTEMPTS) throw new Error(`The run does not end (seed ${running?.seed}).`);
    await attempt(queue);
    inFlight -= 1;
    for (const wake of idle.splice(0)) wake();
  }
}

function pick({ queues, chance }: Running): Queue | undefined {
  const full = queues.filter(({ messages }) => messages.length > 0);
  return full[chance.below(full.length)];
}

async function attempt({ messages, handle }: Queue): Promise<void> {
  if (running === undefined) return;
  const { chance, again, gate } = running;
  const size = 1 + chance.below(5);
  const batch = Array.from(
    { length: Math.min(size, messages.length) },
    () => messages.splice(chance.below(messages.length), 1)[0] ?? '',
  );
  const failed = await handle(batchOf(batch), context)
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
