/** How long `npm test` takes, and its slowest files. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { costOf, withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { digits, seconds } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SLOWEST = 10;
/** What says whether it runs at all. */
const QUICK = ['test/kernel/model/facts.test.ts'];

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
});

export const benchmark: Benchmark = async function* (quick) {
  const { wall, said } = await withDirectory(async (directory) => {
    const file = join(directory, 'report.json');
    const parameters = ['test', '--', '--json', '--outputFile', file, ...(quick ? QUICK : [])];
    // Tests that fail are in the report.
    const { wall } = await costOf(() =>
      promisify(execFile)('npm', parameters, { cwd: ROOT, maxBuffer: 2 ** 30 }).catch(() => {}),
    );
    return { wall, said: report.parse(JSON.parse(await readFile(file, 'utf8'))) };
  });
  const files = said.testResults
    .map(({ name, startTime, endTime }) => ({ name: relative(ROOT, name), took: endTime - startTime }))
    .toSorted((a, b) => b.took - a.took);
  yield {
    title: `npm test: ${digits(said.numPassedTests)} tests passed, ${digits(said.numFailedTests)} failed`,
    rows: [
      { what: 'all of it', measured: seconds(wall), goal: '4 min' },
      ...files.slice(0, SLOWEST).map(({ name, took }) => ({ what: name, measured: seconds(took) })),
    ],
  };
};
