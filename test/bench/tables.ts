/** How many tables random streams of facts come to, in any order, with copies, workers and crashes: one each. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Benchmark } from './run.ts';

const CAMPAIGN = fileURLToPath(new URL('../faults/campaign.ts', import.meta.url));
const STREAMS = 200;
const QUICK_STREAMS = 2;

/** It ends with 1 when a stream fails, after it said which. */
const failed = z.object({ code: z.literal(1), stdout: z.string() });

async function outputOf(streams: number, seed: number): Promise<string> {
  const parameters = [CAMPAIGN, '--streams', `${streams}`, '--seed', `${seed}`];
  return promisify(execFile)(process.execPath, parameters).then(
    ({ stdout }) => stdout,
    (error: unknown) => failed.parse(error).stdout,
  );
}

export const benchmark: Benchmark = async function* (quick) {
  const seed = Math.floor(Math.random() * 1_000_000);
  const lines = (await outputOf(quick ? QUICK_STREAMS : STREAMS, seed)).trimEnd().split('\n');
  yield {
    title: `Random streams of every kind of fact, in several orders, with copies, workers and crashes (seed ${seed})`,
    rows: [
      {
        what: 'streams that come to several tables',
        measured: lines.at(-1) ?? '',
        goal: '0: one table each',
      },
    ],
    notes: lines.slice(0, -1),
  };
};
