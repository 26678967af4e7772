/** The command as a process: its terminal, its environment and its exit status. */
import { run } from './program.ts';
import type { Terminal } from './terminal.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  end: (status) => {
    process.exitCode = status;
  },
};

// Whoever reads the output may stop reading, as `head` does: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

export const runOnTerminal = (words: readonly string[]): Promise<void> =>
  run({ terminal, environment: process.env, now: new Date().toISOString() }, words);
