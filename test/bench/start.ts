/** Starting each function's bundle in a fresh process, against an empty handler with the same SDK clients. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLED, buildFunctions } from '../../lib/bundle.ts';
import { functionEnvironment } from '../../lib/local/function-environment.ts';
import { functions } from '../../lib/wiring.ts';
import type { Benchmark } from './run.ts';
import { digits, median, type Row } from './table.ts';

const SAMPLES = 15;
const EMPTY = 'empty';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a function cannot do without: the clients, made. */
const EMPTY_HANDLER = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
  import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
  export const clients = [DynamoDBDocumentClient.from(new DynamoDBClient({})), new EventBridgeClient({})];
  export const handler = async () => {};
`;

/** As `buildFunctions` does it. */
const buildEmpty = (outfile: string) =>
  build({
    stdin: { contents: EMPTY_HANDLER, resolveDir: ROOT },
    outfile,
    ...BUNDLED,
  });

/** Says how long the bundle took, and what the whole process had taken by then. */
const STARTER = `
  const began = performance.now();
  require(process.argv[2]);
  const ended = performance.now();
  console.log(ended - began);
`;

const places = {
  table: 'bench',
  bus: 'bench',
  databaseEndpoint: 'http://127.0.0.1:1',
  busEndpoint: 'http://127.0.0.1:1',
  sessionToken: 'bench',
};

/** Milliseconds from the first line of the bundle to its last, in a process that has loaded nothing else. */
function startOnce(starter: string, bundle: string, name: string): number {
  const env = { ...functionEnvironment(name, places, process.env), NODE_OPTIONS: '--enable-source-maps' };
  return Number(execFileSync(process.execPath, [starter, bundle], { env, encoding: 'utf8' }));
}

/** Sizes of a bundle and of the packages that weigh most in it, in kilobytes. */
async function weigh(entry: string): Promise<string> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
    outfile: 'index.cjs',
  });
  const sizes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs),
  )) {
    const owner = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'own code';
    sizes.set(owner, (sizes.get(owner) ?? 0) + bytesInOutput);
  }
  const heaviest = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, 6);
  return heaviest.map(([name, bytes]) => `${name} ${digits(bytes / 1024, 0)}`).join(', ');
}

export const benchmark: Benchmark = async function* () {
  const names = functions.map(({ name }) => name);
  yield { title: 'Start of a bundle in a fresh process', rows: await startsOf(names) };
  const weights = functions.map(
    async ({ name, entry }): Promise<Row> => ({ what: name, measured: await weigh(entry) }),
  );
  yield { title: 'What is in the bundles, in KB', rows: await Promise.all(weights) };
};

/** How long functions take to start, beside an empty one. */
export async function startsOf(names: readonly string[]): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  try {
    await buildFunctions(directory);
    await buildEmpty(join(directory, EMPTY, 'index.cjs'));
    const starter = join(directory, 'start.cjs');
    await writeFile(starter, STARTER);
    const all = [EMPTY, ...names];
    const times = new Map<string, number[]>(all.map((name) => [name, []]));
    // Taken in turns, so that what else the machine does is everybody's.
    for (let sample = -1; sample < SAMPLES; sample += 1) {
      for (const name of all) {
        const took = startOnce(starter, join(directory, name, 'index.cjs'), name);
        if (sample >= 0) times.get(name)?.push(took);
      }
    }
    return await rowsOf(directory, times);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function rowsOf(directory: string, times: ReadonlyMap<string, readonly number[]>): Promise<Row[]> {
  const base = median(times.get(EMPTY) ?? []);
  const rows = [...times].map(async ([name, all]): Promise<Row> => {
    const { size } = await stat(join(directory, name, 'index.cjs'));
    const measured = `${digits(median(all))} ms, ${digits(size / 1024, 0)} KB`;
    if (name === EMPTY) return { what: 'an empty handler with the same SDK clients', measured };
    return { what: name, measured: `${measured}: ${digits(median(all) / base)} x`, goal: '1.3 x' };
  });
  return Promise.all(rows);
}
