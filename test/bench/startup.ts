/** `npm start` on a fresh data directory: how long until it says where it is, and until the demo's verdicts are served. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withDirectory } from './measure.ts';
import type { Benchmark } from './run.ts';
import { median, seconds } from './table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNS = 7;
const LOOK_EVERY_MS = 20;
const TIMEOUT_MS = 60_000;
/** The releases of the demo that are judged, and how many projects each has. */
const RELEASES = [28, 29, 30, 31].map((minor) => `kubernetes-1.${minor}`);
const PROJECTS = 11;

interface Started {
  /** Milliseconds since the command was given. */
  readonly address: number;
  readonly verdicts: number;
}

class NotServedError extends Error {
  override readonly name = 'NotServedError';
}

/** By npm, as people type it, in a group of its own: what npm starts ends with it. */
const startOnce = (data: string): Promise<Started> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn('npm', ['start', '--', '--port', '0', '--data', data, '--demo'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const ended = once(child, 'exit');
    const end = async () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      await ended;
    };
    child.on('error', reject);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const opened = /^Open (\S+)$/.exec(line)?.[1];
      if (opened === undefined) return;
      const address = performance.now() - began;
      served(opened, began)
        .then((verdicts) => ({ address, verdicts }))
        .finally(end)
        .then(resolve, reject);
    });
  });

/** @throws {NotServedError} */
async function served(address: string, began: number): Promise<number> {
  for (const release of RELEASES)
    while ((await judgedIn(address, release)) < PROJECTS) {
      if (performance.now() - began > TIMEOUT_MS)
        throw new NotServedError(`${address} does not serve the verdicts of ${release}.`);
      await wait(LOOK_EVERY_MS);
    }
  return performance.now() - began;
}

async function judgedIn(address: string, release: string): Promise<number> {
  const answer = await fetch(`${address}/api/v1/releases/${release}`);
  return answer.ok ? (await answer.text()).split('"verdict":').length - 1 : 0;
}

export const benchmark: Benchmark = async function* (quick) {
  const all: Started[] = [];
  for (let run = 0; run < (quick ? 1 : RUNS); run += 1)
    all.push(await withDirectory((directory) => startOnce(join(directory, 'data'))));
  const row = (of: (each: Started) => number) => {
    const values = all.map(of);
    return `${seconds(median(values))} (from ${seconds(Math.min(...values))} to ${seconds(Math.max(...values))})`;
  };
  yield {
    title: `npm start on a fresh data directory, ${all.length} times`,
    rows: [
      { what: 'its address is printed', measured: row(({ address }) => address), goal: '1 s' },
      { what: 'the verdicts of the demo are served', measured: row(({ verdicts }) => verdicts), goal: '4 s' },
    ],
    notes: ['the start of npm itself is part of it'],
  };
};
