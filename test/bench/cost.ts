/**
 * What a million changes cost on AWS, from the webhook to the stored verdict: they go through the functions as they are
 * deployed, and all that is billed is counted and priced.
 */

import { FACT_SOURCE } from '../../events/contract.ts';
import { functions } from '../../lib/wiring.ts';
import type { Entry } from '../support/facts.ts';
import { change, cut, entry, scheduled, started } from './entries.ts';
import { inFreshProcess } from './measure.ts';
import * as price from './prices.ts';
import { MERGED_AT, PLACE, pullRequest, type SignedDelivery, starred } from './pull-requests.ts';
import type { Benchmark } from './run.ts';
import { type SdkCalls, sdkCalls } from './sdk-calls.ts';
import { digits, dollars, type Row, type Table } from './table.ts';
import { SECRET, type Spent, type Traffic, type Usage, worldOf } from './traffic.ts';

const MILLION = 1_000_000;
const GIGABYTE = 2 ** 30;

interface Size {
  readonly projects: number;
  readonly teams: number;
  /** Changes that each project has behind it. */
  readonly earlier: number;
  /** Deliveries that are counted, after as many that are not: code is warm then. */
  readonly deliveries: number;
}

const USUAL: Size = { projects: 200, teams: 20, earlier: 20, deliveries: 1_000 };
const QUICK: Size = { projects: 10, teams: 2, earlier: 2, deliveries: 20 };

/** What is delivered, over and over. */
const kinds = {
  'plain changes': (number: number, project: string) => pullRequest(number, project, SECRET),
  'changes behind a flag': (number: number, project: string) =>
    pullRequest(number, project, SECRET, [`feature/of-${project}`, `flag/of-${project}`]),
  'deliveries that concern nobody': (number: number) => starred(number, SECRET),
} satisfies Record<string, (number: number, project: string) => SignedDelivery>;
type Kind = keyof typeof kinds;

const GOALS: Readonly<Partial<Record<Kind, { readonly busy: number; readonly slow: number }>>> = {
  'plain changes': { busy: 4, slow: 6 },
};

/** How they come: so quickly that batches are full, or so slowly that each is alone. */
const PACES = { busy: { everyMs: 20, isBusy: true }, slow: { everyMs: 3_000, isBusy: false } } as const;

const JANUARY = '2020-01-02T00:00:00Z';
/** The window of a release, which is open, with one that was judged before it. */
const IN_WINDOW = '2020-02-01T08:00:00Z';

function* worldBefore({ projects, teams, earlier }: Size): Generator<Entry> {
  yield* [0, 1, 2, 3].map(scheduled);
  yield entry('SourceRegistered', JANUARY, { source: PLACE, train: 'server' });
  for (let at = 0; at < teams; at += 1)
    yield entry('TeamRegistered', JANUARY, { team: `team-${at}`, title: `Team ${at}` });
  for (let at = 0; at < projects; at += 1) {
    const project = `project-${at}`;
    yield started(project, JANUARY, `team-${at % teams}`);
    yield entry('FeatureRegistered', JANUARY, {
      feature: `of-${project}`,
      title: `Of ${project}`,
      team: `team-${at % teams}`,
      maturity: 'beta',
      project,
      flag: `of-${project}`,
    });
    for (let before = 0; before < earlier; before += 1)
      yield change(project, before % 2 === 0 ? JANUARY : IN_WINDOW);
  }
  yield* [0, 1].map(cut);
}

interface Measured {
  readonly sdk: SdkCalls;
  readonly usage: readonly { readonly kind: Kind; readonly busy: Usage; readonly slow: Usage }[];
}

const measured = inFreshProcess(import.meta.url, async (size: Size): Promise<Measured> => {
  // What functions count for dashboards is a line of the log as well.
  delete process.env.POWERTOOLS_METRICS_DISABLED;
  const send = await worldOf([...worldBefore(size)]);
  let number = 0;
  const traffic = (kind: Kind, pace: Pick<Traffic, 'everyMs' | 'isBusy'>): Traffic => ({
    ...pace,
    from: MERGED_AT,
    deliveries: Array.from({ length: size.deliveries }, () => {
      number += 1;
      return kinds[kind](number, `project-${number % size.projects}`);
    }),
  });
  const usage: Measured['usage'][number][] = [];
  for (const kind of ['plain changes', 'changes behind a flag', 'deliveries that concern nobody'] as const) {
    await send(traffic(kind, PACES.busy));
    await send(traffic(kind, PACES.slow));
    usage.push({
      kind,
      busy: await send(traffic(kind, PACES.busy)),
      slow: await send(traffic(kind, PACES.slow)),
    });
  }
  return { sdk: await sdkCalls(), usage };
});

const memoryOf = (name: string) => functions.find((each) => each.name === name)?.memoryMegabytes ?? 512;

/** Calls of the SDK take CPU that calls of a store in memory do not. */
const cpuOf = ({ cpu, calls }: Spent, { read, write, publish }: SdkCalls): number =>
  Object.entries(calls).reduce((sum, [call, count]) => {
    if (call === 'publish') return sum + count * publish;
    return sum + count * (call === 'put' || call === 'remove' ? write : read);
  }, cpu);

/** A small function has a small share of a CPU. What is billed is rounded up to a millisecond. */
function gigabyteSeconds(name: string, spent: Spent, sdk: SdkCalls): number {
  const memory = memoryOf(name);
  const computing = cpuOf(spent, sdk) * Math.max(1, price.MEGABYTES_OF_A_CPU / memory);
  const rounding = spent.invocations / 2;
  return (memory / 1024) * ((computing + spent.waited + rounding) / 1000);
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, each) => all + each, 0);

/** Dollars for some traffic, by what they are for. */
function costsOf({ functions: spent, events, messages }: Usage, sdk: SdkCalls): Record<string, number> {
  const of = (part: (spent: Spent, name: string) => number) =>
    sum(Object.entries(spent).map(([name, each]) => part(each, name)));
  const invocations = of((each) => each.invocations);
  const requests = spent.ingest?.invocations ?? 0;
  const logged = of(({ logBytes, logLines }) => logBytes + logLines * price.LOGGED_LINE_BYTES);
  const access = requests * (price.ACCESS_LINE_BYTES + price.LOGGED_LINE_BYTES);
  const facts = events[FACT_SOURCE]?.bytes ?? 0;
  return {
    'HTTP API': requests * price.HTTP_REQUEST,
    'Lambda, requests': invocations * price.LAMBDA_REQUEST,
    'Lambda, time': of((each, name) => gigabyteSeconds(name, each, sdk)) * price.LAMBDA_GIGABYTE_SECOND,
    // Each is far below what counts as one.
    'EventBridge, events': sum(Object.values(events).map(({ count }) => count)) * price.CUSTOM_EVENT,
    'EventBridge, archive': (facts / GIGABYTE) * price.ARCHIVED_GIGABYTE,
    // Each is sent alone, and they are received and deleted together.
    SQS: (messages + 2 * (invocations - requests)) * price.QUEUE_REQUEST,
    'DynamoDB, writes': of(({ writeUnits }) => writeUnits) * price.WRITE_UNIT,
    'DynamoDB, reads': of(({ readUnits }) => readUnits) * price.READ_UNIT,
    'CloudWatch, logs': ((logged + access) / GIGABYTE) * price.LOGGED_GIGABYTE,
  };
}

/** What one delivery comes to, function by function. */
function* spentRows({ functions: spent }: Usage, deliveries: number, sdk: SdkCalls): Generator<Row> {
  for (const [name, each] of Object.entries(spent)) {
    const per = (value: number) => digits(value / deliveries);
    const { invocations, waited, readUnits, writeUnits, logBytes } = each;
    yield {
      what: `${name}, for each`,
      measured: `${per(invocations)} x, ${per(cpuOf(each, sdk))} ms of CPU, ${per(waited)} ms waiting, reads ${per(readUnits)}, writes ${per(writeUnits)}, ${per(logBytes)} bytes logged`,
    };
  }
}

function tableOf({ kind, busy, slow }: Measured['usage'][number], deliveries: number, sdk: SdkCalls): Table {
  const [costs, slowly] = [costsOf(busy, sdk), costsOf(slow, sdk)];
  const both = (first: number, second: number) =>
    [first, second].map((each) => dollars((each / deliveries) * MILLION)).join(' / ');
  const goal = GOALS[kind];
  return {
    title: `Modelled cost of a million ${kind}, busy / one by one (us-east-1, list price)`,
    rows: [
      ...Object.entries(costs).map(([what, each]) => ({ what, measured: both(each, slowly[what] ?? 0) })),
      {
        what: 'in all',
        measured: both(sum(Object.values(costs)), sum(Object.values(slowly))),
        ...(goal === undefined ? {} : { goal: `at most ${dollars(goal.busy)} / ${dollars(goal.slow)}` }),
      },
      ...spentRows(busy, deliveries, sdk),
      ...spentRows(slow, deliveries, sdk),
    ],
  };
}

export const benchmark: Benchmark = async function* (quick) {
  const size = quick ? QUICK : USUAL;
  const { sdk, usage } = await measured(size);
  const polls = functions.flatMap(({ subscriptions = [] }) => subscriptions).length * price.POLLS_A_MONTH;
  const [last, ...others] = usage.map((each) => tableOf(each, size.deliveries, sdk)).toReversed();
  yield* others.toReversed();
  if (last === undefined) return;
  yield {
    ...last,
    notes: [
      `${size.projects} projects with ${size.earlier} changes before; payloads as long as GitHub's`,
      'busy: 50 a second, batches are full; one by one: one in 3 s, each invocation is handed one message',
      `assumed: ${price.WAIT.table} ms for the table to answer, and ${price.WAIT.bus} ms for the bus`,
      `CPU of one call with the SDK: write ${digits(sdk.write)} ms, read ${digits(sdk.read)} ms, publish ${digits(sdk.publish)} ms`,
      'judging a release, storage, starts and the price of metrics are not in it',
      `in addition, at any load: ${dollars(polls * price.QUEUE_REQUEST)} a month for polling the idle queues`,
    ],
  };
};
