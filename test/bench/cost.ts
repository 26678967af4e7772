/** What a million facts cost on AWS, from the webhook to the stored grade or verdict, by what was measured here. */
import { functions } from '../../lib/wiring.ts';
import { BEHIND_FLAG, type Counted, type Counts, measureCalls, USUAL } from './call-counts.ts';
import { measureCpu, USUAL_DEPTH } from './cpu-times.ts';
import { type Count, total } from './meter.ts';
import { batchSizeOf } from './pipeline.ts';
import * as price from './prices.ts';
import type { Times } from './replayed.ts';
import type { Benchmark } from './run.ts';
import { dollars, type Table } from './table.ts';

const MILLION = 1_000_000;
const GIGABYTE = 2 ** 30;

/** How facts come in. */
interface Traffic {
  readonly name: string;
  /** Messages that an invocation is handed, on average. */
  readonly batch: number;
  /** Share of the invocations that are traced. */
  readonly traced: number;
}

/** What one fact asks for. */
interface Work {
  readonly fact: Counted;
  /** By `check`, for one fact. */
  readonly check: Count;
  readonly cpu: Times;
}

const memoryOf = (name: string) => functions.find((each) => each.name === name)?.memoryMegabytes ?? 512;

/** Gigabyte-seconds of one fact: a small function has a small share of a CPU; a batch waits for its calls together. */
function gigabyteSeconds(name: string, cpu: number, waiting: number, batch: number): number {
  const memory = memoryOf(name);
  const milliseconds = cpu * Math.max(1, price.MEGABYTES_OF_A_CPU / memory) + waiting / batch;
  return (memory / 1024) * (milliseconds / 1000);
}

/** Send, and a share in receiving and deleting a batch. */
const queueRequests = (messages: number, batch: number) => messages * (1 + 2 / batch);

/** Dollars for one fact, by service. */
function costsOf({ fact, check, cpu }: Work, { batch, traced }: Traffic): Record<string, number> {
  const { record, announced, forCheck, bytes } = fact;
  const invocations = 1 + (1 + forCheck) / batch;
  const recordWaits = total(record) * price.WAIT.table + announced * price.WAIT.bus;
  const seconds =
    gigabyteSeconds('ingest', cpu.record, price.WAIT.bus, 1) +
    gigabyteSeconds('record', cpu.record, recordWaits, batch) +
    gigabyteSeconds('check', cpu.check, total(check) * batch * price.WAIT.table, batch) * forCheck;
  const events = Math.ceil(bytes / price.CUSTOM_EVENT_BYTES) + announced;
  const logged = invocations * price.LOGGED_BYTES.invocation + price.LOGGED_BYTES.request;
  return {
    'HTTP API': price.HTTP_REQUEST,
    'Lambda, requests': invocations * price.LAMBDA_REQUEST,
    'Lambda, time': seconds * price.LAMBDA_GIGABYTE_SECOND,
    'EventBridge, events': events * price.CUSTOM_EVENT,
    'EventBridge, archive': (bytes / GIGABYTE) * price.ARCHIVED_GIGABYTE,
    SQS: (queueRequests(1, batch) + queueRequests(forCheck, batch)) * price.QUEUE_REQUEST,
    'DynamoDB, writes': (record.writes + check.writes) * price.WRITE_UNIT,
    'DynamoDB, reads of record': record.reads * price.READ_UNIT,
    'DynamoDB, reads of check': check.reads * price.READ_UNIT,
    'CloudWatch, logs': (logged / GIGABYTE) * price.LOGGED_GIGABYTE,
    'X-Ray': invocations * traced * price.TRACE,
  };
}

const sum = (costs: Record<string, number>) => Object.values(costs).reduce((all, each) => all + each, 0);

function tableOf(kind: string, work: (traffic: Traffic) => Work): Table {
  const batch = Math.min(batchSizeOf('record', 'facts'), batchSizeOf('check', 'advanced'));
  const busy = { name: `busy (batches of ${batch})`, batch, traced: price.TRACED_WHEN_BUSY };
  const slow = { name: 'one by one (less than one a second)', batch: 1, traced: 1 };
  const [costs, slowly] = [costsOf(work(busy), busy), costsOf(work(slow), slow)];
  const both = (first: number, second: number) =>
    `${dollars(first * MILLION)}, one by one ${dollars(second * MILLION)}`;
  return {
    title: `Modelled cost of a million facts: ${kind} (us-east-1, list price), ${busy.name}`,
    rows: [
      ...Object.entries(costs).map(([what, each]) => ({ what, measured: both(each, slowly[what] ?? 0) })),
      { what: 'in all', measured: both(sum(costs), sum(slowly)), goal: 'at most $5.00' },
    ],
  };
}

/** A fact's own check where it is handed over alone; its share of a batch where it is handed over with others. */
const workOf =
  (counts: Counts, kind: string, cpu: Times) =>
  (traffic: Traffic): Work => {
    const fact = counts.facts.find((each) => each.kind === kind);
    if (fact === undefined) throw new Error(`Benchmark calls does not count ${kind}.`);
    return { fact, check: traffic.batch > 1 ? counts.together.check : fact.check, cpu };
  };

export const benchmark: Benchmark = async function* () {
  const counts = await measureCalls();
  const cpu = (await measureCpu()).find(({ depth }) => depth === USUAL_DEPTH)?.withSdk;
  if (cpu === undefined) throw new Error('Benchmark cpu does not measure the usual ledger.');
  yield tableOf(USUAL, workOf(counts, USUAL, cpu));
  const polls = functions.flatMap(({ subscriptions = [] }) => subscriptions).length * price.POLLS_A_MONTH;
  const known = functions.some(({ name }) => name === 'ingest');
  yield {
    ...tableOf(BEHIND_FLAG, workOf(counts, BEHIND_FLAG, cpu)),
    notes: [
      ...(known
        ? []
        : ['there is no ingest yet: taken as 512 MB, one call of the bus, and as much CPU as record']),
      'one by one: every invocation is handed one message, and Lambda traces each first request of a second',
      'judging a release is not in it, nor is storage',
      `beside it, whatever comes in: ${dollars(polls * price.QUEUE_REQUEST)} a month for polling the idle queues`,
    ],
  };
};
