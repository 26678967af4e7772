/** `npm start` while signed webhooks come in: at the rate that it has to hold, and at far more than it can take. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { startHost } from '../../lib/local/host.ts';
import { readLedger } from '../../lib/local/storage.ts';
import { type HostProcess, hostProcess } from '../support/host-process.ts';
import { entry, scheduled, started } from './entries.ts';
import { withDirectory } from './measure.ts';
import { idOf, PLACE } from './pull-requests.ts';
import type { Benchmark } from './run.ts';
import { type Sent, send } from './sender.ts';
import { digits, megabytes, quantile, type Row, type Table } from './table.ts';

const SECRET = 'a secret of the benchmark';
const JANUARY = '2020-01-02T00:00:00Z';
const PROJECTS = 200;
const TEAMS = 20;
const LOOK_EVERY_MS = 100;

interface Load {
  readonly perSecond: number;
  readonly seconds: number;
}

const USUAL: Load = { perSecond: 200, seconds: 30 };
const SURPLUS: Load = { perSecond: 1_000, seconds: 20 };
const QUICK: Load = { perSecond: 50, seconds: 1 };

interface Loaded extends Sent {
  /** Seconds until all of it was recorded and judged, after the last answer. */
  readonly behind: number;
  readonly dead: number;
  /** Of those that were accepted, how many are not in the ledger. */
  readonly missing: number;
  /** Of the host: resident memory in bytes while they came, in order. Empty where the system does not tell. */
  readonly memory: readonly number[];
}

/** A train with releases, the projects on it, and whose place the repository is. */
const known = () => [
  ...[1, 2, 3].map(scheduled),
  ...Array.from({ length: PROJECTS }, (_, at) => started(`project-${at}`, JANUARY, `team-${at % TEAMS}`)),
  entry('SourceRegistered', JANUARY, { source: PLACE, train: 'server' }),
];

/** On disk, with the queues on a thread of their own, as `npm start` has it. */
const loaded = ({ perSecond, seconds }: Load): Promise<Loaded> =>
  withDirectory(async (directory) => {
    const data = join(directory, 'data');
    const seeding = await startHost({ data, listens: false, clock: false });
    await seeding.publish(known());
    await seeding.idle();
    await seeding.stop();
    const host = await hostProcess(data, { SHIPSHAPE_SECRET_GITHUB: SECRET });
    try {
      const watched = watchMemory(host);
      const address = `${host.address}/webhooks/github`;
      const sent = await send({ address, secret: SECRET, projects: PROJECTS, perSecond, seconds });
      const memory = watched();
      const answered = performance.now();
      const dead = await whenQuiet(host);
      const behind = (performance.now() - answered) / 1000;
      const recorded = await changesIn(data);
      const missing = sent.accepted.filter((number) => !recorded.has(idOf(number))).length;
      return { ...sent, behind, dead, missing, memory };
    } finally {
      await host.stop();
    }
  });

/** @returns ends the watching */
function watchMemory({ pid }: HostProcess): () => readonly number[] {
  const seen: number[] = [];
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
    if (kilobytes !== undefined) seen.push(Number(kilobytes) * 1024);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    return seen;
  };
}

const health = z.object({ queues: z.record(z.string(), z.unknown()), deadLetters: z.number() });

/** Waits until nothing is in a queue. @returns how many messages were given up */
async function whenQuiet({ address }: HostProcess): Promise<number> {
  for (;;) {
    const { queues, deadLetters } = health.parse(await (await fetch(`${address}/health`)).json());
    if (Object.keys(queues).length === 0) return deadLetters;
    await wait(LOOK_EVERY_MS);
  }
}

const stored = z.object({ id: z.string() });

/** The ids of all changes in the ledger, without their projects. */
async function changesIn(data: string): Promise<ReadonlySet<string>> {
  const ledger = await readLedger(data, {});
  const ids = new Set<string>();
  for await (const page of ledger.store.scan())
    for (const { sk, type, body } of page)
      if (type === 'ChangeMerged' && sk.startsWith('EVENT#'))
        ids.add(stored.parse(JSON.parse(String(body))).id.replace(/:project-\d+$/, ''));
  ledger.close();
  return ids;
}

function answersOf({ statuses, unanswered, withoutRetryAfter }: Loaded): string {
  const answers = Object.entries(statuses).map(([status, count]) => `${digits(count)} x ${status}`);
  const lacking = withoutRetryAfter > 0 ? [`${digits(withoutRetryAfter)} x 503 without Retry-After`] : [];
  return [...answers, ...lacking, `${digits(unanswered)} unanswered`].join(', ');
}

/** The second half beside the first: what grows without an end is seen in it. */
function memoryRow({ memory }: Loaded): Row {
  const half = Math.floor(memory.length / 2);
  const [first, second] = [Math.max(...memory.slice(0, half)), Math.max(...memory.slice(half))];
  return {
    what: 'memory of the host, at most',
    measured: `${megabytes(first)} in the first half, ${megabytes(second)} in the second`,
    goal: 'flat',
  };
}

const afterwardsRows = ({ accepted, missing, behind, dead }: Loaded): Row[] => [
  {
    what: 'accepted and not in the ledger afterwards',
    measured: `${digits(missing)} of ${digits(accepted.length)}`,
    goal: '0',
  },
  {
    what: 'all recorded and judged',
    measured: `${digits(behind, 1)} s after the last answer, ${digits(dead)} dead letters`,
  },
];

const lateNote = ({ late }: Loaded) => `sent late by ${digits(quantile(late, 0.99), 1)} ms at p99`;

async function usual(load: Load): Promise<Table> {
  const result = await loaded(load);
  const at = (share: number) => `${digits(quantile(result.latencies, share), 1)} ms`;
  const latency = `p50 ${at(0.5)}, p99 ${at(0.99)}, p99.9 ${at(0.999)}, slowest ${at(1)}`;
  return {
    title: `npm start under ${load.perSecond} webhooks a second for ${load.seconds} s, recorded and judged meanwhile`,
    rows: [
      { what: 'from when each was to be sent to its answer', measured: latency, goal: 'p99 50 ms' },
      { what: 'answers', measured: answersOf(result), goal: '0 unanswered' },
      memoryRow(result),
      ...afterwardsRows(result),
    ],
    notes: [
      `each is another merged pull request that ships; the sender is a process of its own, ${lateNote(result)}`,
    ],
  };
}

async function surplus(load: Load): Promise<Table> {
  const result = await loaded(load);
  const at = (share: number) => `${digits(quantile(result.latencies, share), 1)} ms`;
  return {
    title: `npm start under ${digits(load.perSecond)} webhooks a second for ${load.seconds} s`,
    rows: [
      {
        what: 'from when each was to be sent to its answer',
        measured: `slowest ${at(1)} (p50 ${at(0.5)}, p99 ${at(0.99)})`,
        goal: 'each within 1 s',
      },
      {
        what: 'answers',
        measured: answersOf(result),
        goal: '0 unanswered, the surplus 503 with Retry-After',
      },
      memoryRow(result),
      ...afterwardsRows(result),
    ],
    notes: [lateNote(result)],
  };
}

export const benchmark: Benchmark = async function* (quick) {
  yield await usual(quick ? QUICK : USUAL);
  if (!quick) yield await surplus(SURPLUS);
};
