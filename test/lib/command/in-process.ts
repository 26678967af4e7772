/** The command without a process of its own, which would only take a second longer. */
import { run } from '../../../lib/command/program.ts';
import type { Ended } from './shipshape.ts';

/** Runs it as bin/shipshape.ts does. */
export const inProcess = (environment: NodeJS.ProcessEnv, ...words: string[]): Promise<Ended> =>
  inProcessAt(new Date().toISOString(), environment, ...words);

/** @param now UTC instant at which it runs */
export async function inProcessAt(
  now: string,
  environment: NodeJS.ProcessEnv,
  ...words: string[]
): Promise<Ended> {
  const ended = { status: 0, out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      ended.out += `${text}\n`;
    },
    err: (text: string) => {
      ended.err += text;
    },
    isInteractive: false,
    end: (status: number) => {
      ended.status = status;
    },
  };
  await run({ terminal, environment, now }, words);
  return ended;
}
