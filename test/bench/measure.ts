/** How benchmarks measure: CPU time first, in processes of their own if memory counts, on a disk as users have it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Milliseconds. */
export interface Cost {
  /** Of all threads of this process. */
  readonly cpu: number;
  readonly wall: number;
}

export async function costOf<Result>(
  work: () => Promise<Result>,
): Promise<Cost & { readonly result: Result }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - began, result };
}

/** Does something with a temporary directory. */
export async function withDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'shipshape-bench-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Resident bytes of this process: now, after garbage collection, and at the peak. */
export function memory(): { readonly now: number; readonly peak: number } {
  globalThis.gc?.();
  return { now: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 };
}

class ProcessFailedError extends Error {
  override readonly name = 'ProcessFailedError';
}

/**
 * Makes a function run in a fresh process each time.
 * @param url of the module that calls this, which the process loads, and which may call this once
 * @param work takes JSON data, and returns what can be sent between processes
 */
export function inFreshProcess<Parameters, Result>(
  url: string,
  work: (parameters: Parameters) => Promise<Result>,
): (parameters: Parameters) => Promise<Result> {
  const file = fileURLToPath(url);
  if (process.send !== undefined && process.argv[1] === file)
    // After all of the module is evaluated.
    setImmediate(async () => {
      const result = await work(JSON.parse(process.argv[2] ?? ''));
      process.send?.(result, undefined, undefined, () => process.disconnect());
    });
  return async (parameters) => {
    const child = fork(file, [JSON.stringify(parameters)], { execArgv: ['--expose-gc'] });
    const ended = once(child, 'exit').then(([code]) => {
      throw new ProcessFailedError(`The process of ${file} ended with ${code}.`);
    });
    const [result] = await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
    return result;
  };
}
