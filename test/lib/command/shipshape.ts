/** The command as people run it: a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs it in the repository's folder, with more in its environment. */
export const shipshapeWith = (environment: Readonly<Record<string, string>>, ...words: string[]) =>
  new Promise<Ended>((resolve) => {
    const { SHIPSHAPE_API_TOKEN: _, ...own } = process.env;
    const child = execFile(
      process.execPath,
      ['bin/shipshape.ts', ...words],
      { cwd: root, env: { ...own, ...environment }, maxBuffer: 100_000_000 },
      (_error, out, err) => resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });

export const shipshape = (...words: string[]): Promise<Ended> => shipshapeWith({}, ...words);
