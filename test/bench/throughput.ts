/** Facts a second through the host on one machine, from publishing to the last verdict. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from '../../lib/local/host.ts';
import { change, cut, type Entry, entry, scheduled, started } from './entries.ts';
import type { Benchmark } from './run.ts';
import { digits, quantile, type Row } from './table.ts';

const FACTS = 3_000;
const PROJECTS = 200;
const TEAMS = 20;
/** Callers that wait for each of their facts before they publish the next. */
const PUBLISHERS = 10;

const JANUARY = Date.UTC(2020, 0, 2);
const APRIL = Date.UTC(2020, 3, 1);
/** The facts come in the order in which they happened, over three months. */
const momentOf = (at: number) => new Date(JANUARY + ((APRIL - JANUARY) * at) / FACTS).toISOString();
const flagOf = (at: number) => `flag-${at % TEAMS}`;

/** Every tenth is a change behind a flag, every fiftieth a flag that changes; three releases are cut among them. */
function factAt(at: number): Entry {
  const project = `project-${at % PROJECTS}`;
  if (at % 1_000 === 999) return cut(Math.floor(at / 1_000) + 1);
  if (at < PROJECTS) return started(project, momentOf(at), `team-${at % TEAMS}`);
  if (at % 50 === 7) {
    return entry('FeatureFlagChanged', momentOf(at), { flag: flagOf(at), enabledByDefault: at % 100 === 7 });
  }
  return change(project, momentOf(at), at % 10 === 0 ? { flag: flagOf(at) } : {});
}

interface Passed {
  readonly factsPerSecond: number;
  /** Milliseconds until a fact was accepted. */
  readonly latencies: readonly number[];
  readonly dead: number;
}

async function pass(data?: string): Promise<Passed> {
  const host = await startHost({ data });
  try {
    await host.publish([1, 2, 3].map(scheduled));
    await host.idle();
    const latencies: number[] = [];
    const waiting = Array.from({ length: FACTS }, (_, at) => factAt(at)).values();
    const publish = async () => {
      for (const fact of waiting) {
        const began = performance.now();
        await host.publish([fact]);
        latencies.push(performance.now() - began);
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: PUBLISHERS }, publish));
    await host.idle();
    const seconds = (performance.now() - began) / 1000;
    return { factsPerSecond: FACTS / seconds, latencies, dead: host.deadLetters().length };
  } finally {
    await host.stop();
  }
}

async function onDisk(): Promise<Passed> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  try {
    return await pass(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const rowOf = (where: string, { factsPerSecond, latencies, dead }: Passed): Row => ({
  what: where,
  measured:
    `${digits(factsPerSecond)} facts/s; accepted in p50 ${digits(quantile(latencies, 0.5))} ms, ` +
    `p99 ${digits(quantile(latencies, 0.99))} ms; ${dead} dead letters`,
  goal: 'p99 of ingest at 200/s: 50 ms',
});

export const benchmark: Benchmark = async function* () {
  const rows = [rowOf('in memory', await pass()), rowOf('on disk', await onDisk())];
  const what = `${FACTS.toLocaleString('en')} mixed facts of ${PROJECTS} projects`;
  yield {
    title: `Throughput of the host: ${what}, recorded and judged`,
    rows,
    notes: [
      `${PUBLISHERS} publishers, one fact each at a time, faster than the host works: an upper bound of the latency`,
      'the database, the bus and the functions share one thread',
    ],
  };
};
