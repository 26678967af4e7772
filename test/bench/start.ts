/**
 * Starting each function's bundle in a fresh process, against an empty handler that makes the same SDK clients and is
 * built in the same way. CPU time is taken, on one core, so that what else the machine does changes little.
 */
import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BUS, TABLE } from '../../functions/kernel/environment.ts';
import { buildFunctions, bundle } from '../../lib/bundle.ts';
import { functions } from '../../lib/wiring.ts';
import { withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, median, type Row } from './table.ts';

const SAMPLES = 15;
const EMPTY = 'empty';

/** The minimum of a function: the clients of the table and of the bus, and a call of each. */
const EMPTY_HANDLER = `
  import {
    BatchGetItemCommand, DeleteItemCommand, DynamoDBClient, PutItemCommand, QueryCommand,
  } from '@aws-sdk/client-dynamodb';
  import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
  export const clients = [new DynamoDBClient({}), new EventBridgeClient({})];
  export const commands = [BatchGetItemCommand, DeleteItemCommand, PutItemCommand, QueryCommand, PutEventsCommand];
  export const handler = async () => {};
`;

/** What is always there must be there soon; of the others, people or schedules wait a little. */
const GOALS = new Map([
  ...['ingest', 'record', 'check'].map((name) => [name, 1.3] as const),
  ...['web', 'notify', 'digest', 'grade', 'clock'].map((name) => [name, 1.6] as const),
]);

/** Says how much CPU time the bundle took, in milliseconds. Lambda's own runtime has opened the streams by then. */
const STARTER = `
  process.stdout, process.stderr;
  const began = process.cpuUsage();
  require(process.argv[2]);
  const { user, system } = process.cpuUsage(began);
  console.log((user + system) / 1000);
`;

/** As Lambda sets it, as far as a start reads it. */
const ENVIRONMENT = {
  [TABLE]: 'bench',
  [BUS]: 'bench',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  POWERTOOLS_METRICS_DISABLED: 'true',
};

/** The command that keeps a process on one core, where there is one: Linux has it. */
function pinned(): readonly string[] {
  const to = ['taskset', '-c', String(availableParallelism() - 1)];
  try {
    execFileSync('taskset', [...to.slice(1), 'true']);
    return to;
  } catch {
    return [];
  }
}

/** Milliseconds of CPU time from the first line of the bundle to its last, in a process that has loaded nothing else. */
function startOnce(pin: readonly string[], starter: string, bundled: string): number {
  const [command = process.execPath, ...options] = [...pin, process.execPath, starter, bundled];
  return Number(execFileSync(command, options, { env: ENVIRONMENT, encoding: 'utf8' }));
}

export const benchmark: Benchmark = async function* () {
  yield* await withDirectory(async (directory) => {
    await buildFunctions(directory);
    await bundle(join(directory, EMPTY), EMPTY_HANDLER);
    const names = functions.map(({ name }) => name);
    const packages = names.map(async (what) => ({ what, measured: await packagesIn(directory, what) }));
    return [
      { title: 'Start of a bundle: CPU time in a fresh process', rows: await startsOf(directory, names) },
      {
        title: 'What is in a bundle at its start, by what its map names most often',
        rows: await Promise.all(packages),
      },
    ];
  });
};

/** How long functions take to start, beside an empty one. */
async function startsOf(directory: string, names: readonly string[]): Promise<Row[]> {
  const starter = join(directory, 'start.cjs');
  await writeFile(starter, STARTER);
  const pin = pinned();
  const all = [EMPTY, ...names];
  const times = new Map<string, number[]>(all.map((name) => [name, []]));
  // Taken in turns, so that what else the machine does is everybody's; the first turn warms the disk.
  for (let sample = -1; sample < SAMPLES; sample += 1) {
    for (const name of all) {
      const took = startOnce(pin, starter, join(directory, name, 'index.cjs'));
      if (sample >= 0) times.get(name)?.push(took);
    }
  }
  const base = median(times.get(EMPTY) ?? []);
  return Promise.all([...times].map(([name, taken]) => rowOf(directory, name, taken, base)));
}

async function rowOf(directory: string, name: string, taken: readonly number[], base: number): Promise<Row> {
  const folder = join(directory, name);
  const { size } = await stat(join(folder, 'index.cjs'));
  const later = (await readdir(folder)).filter((file) => file.endsWith('.cjs')).length - 1;
  const measured = `${digits(median(taken))} ms, ${digits(size / 1024, 0)} KB and ${later} files for later`;
  if (name === EMPTY) return { what: 'an empty handler with the same SDK clients', measured };
  const goal = GOALS.get(name);
  return {
    what: name,
    measured: `${measured}: ${digits(median(taken) / base)} x`,
    ...(goal === undefined ? {} : { goal: `${goal} x` }),
  };
}

/** The packages with the most files in the first file of a bundle. */
async function packagesIn(directory: string, name: string): Promise<string> {
  const { sources } = JSON.parse(await readFile(join(directory, name, 'index.cjs.map'), 'utf8'));
  const counts = new Map<string, number>();
  for (const source of sources) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? 'own code';
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const most = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 8);
  return most.map(([owner, files]) => `${owner} ${files}`).join(', ');
}
