/** A catalog of 100 to 10,000 features: validated, imported, graded, compared again, and shown as a matrix. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CATEGORIES } from './catalog-folder.ts';
import { type Step, type Stepped, steps } from './catalog-process.ts';
import { TABLE_NAME } from './databases.ts';
import { exponentOf } from './growth.ts';
import { purposes } from './meter.ts';
import type { Benchmark } from './run.ts';
import { digits, megabytes, type Row } from './table.ts';

const SIZES = [100, 1_000, 10_000];

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const says: Readonly<Record<Step, string>> = {
  validate: 'read and validate the folder',
  import: 'import it: every fact recorded, every feature graded',
  grade: 'a star for each feature, and its grade',
  'import again': 'import it again: nothing to change',
  matrix: `matrix of ${CATEGORIES} categories`,
  'matrix as of': 'the same as of an earlier day, from the ledgers',
};

async function steppedAt(features: number): Promise<readonly Stepped[]> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  const database = fork(file('database-process.ts'), [TABLE_NAME, directory]);
  try {
    const [endpoint] = await once(database, 'message');
    const child = fork(file('catalog-process.ts'), [endpoint, TABLE_NAME, String(features)], {
      execArgv: ['--expose-gc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The measuring process ended with ${code}.`);
    });
    const [stepped] = await Promise.race([once(child, 'message'), ended]);
    return stepped;
  } finally {
    if (database.connected) database.disconnect();
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function rowOf(features: number, { seconds, count, peak }: Stepped): Row {
  const calls = purposes.filter((each) => count.calls[each] > 0);
  const each = calls.map((purpose) => `${digits(count.calls[purpose] / features)} ${purpose}`).join(', ');
  const called = each === '' ? 'no calls' : `${each} a feature`;
  return {
    what: `${features.toLocaleString('en')} features`,
    measured: `${digits(seconds)} s; ${called}; at most ${megabytes(peak)} resident`,
  };
}

export const benchmark: Benchmark = async function* () {
  const bySize = new Map<number, readonly Stepped[]>();
  for (const size of SIZES) bySize.set(size, await steppedAt(size));
  for (const [at, step] of steps.entries()) {
    const points = [...bySize].flatMap(([size, stepped]) => {
      const one = stepped[at];
      return one === undefined ? [] : [{ size, seconds: one.seconds, row: rowOf(size, one) }];
    });
    const growth = points.slice(1).map((_, index) => digits(exponentOf(points.slice(index, index + 2)), 3));
    const last = { what: 'growth', measured: `exponent ${growth.join(', then ')}`, goal: '1 is linear' };
    yield { title: `Catalog: ${says[step]}`, rows: [...points.map(({ row }) => row), last] };
  }
};
