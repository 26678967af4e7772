/** `npm start` as a process of its own, to measure it, kill it, or read its output. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

class HostNotStartedError extends Error {
  override readonly name = 'HostNotStartedError';
}

export interface HostProcess {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  readonly pid: number;
  /** What it has printed so far, a line each. */
  readonly out: readonly string[];
  readonly err: readonly string[];
  /** Ends it at once, without a word. */
  kill(): Promise<void>;
  /** Asks it to stop. @returns its exit status */
  stop(): Promise<number | null>;
}

/** @throws {HostNotStartedError} with what it said, when it ends before it listens */
export async function hostProcess(
  data: string,
  environment: NodeJS.ProcessEnv = {},
  ...more: readonly string[]
): Promise<HostProcess> {
  const child = spawn(process.execPath, ['bin/start.ts', '--port', '0', '--data', data, ...more], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  createInterface({ input: child.stderr }).on('line', (line) => err.push(line));
  const opened = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      out.push(line);
      const address = /^Open (\S+)$/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const ended = once(child, 'exit').then(() => {
    throw new HostNotStartedError(err.join('\n'));
  });
  const address = await Promise.race([opened, ended]);
  ended.catch(() => {});
  return {
    address,
    pid: child.pid ?? 0,
    out,
    err,
    kill: async () => void (await end(child, 'SIGKILL')),
    stop: () => end(child, 'SIGTERM'),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}
