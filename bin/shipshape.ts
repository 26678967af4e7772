/** The command: `npm run shipshape -- …`. */
import { exitStatusOf } from '../lib/command/input-error.ts';
import { commandLine } from '../lib/command/program.ts';
import type { Terminal } from '../lib/command/terminal.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  end: (status) => {
    process.exitCode = status;
  },
};
const around = { terminal, environment: process.env, now: new Date().toISOString() };

await commandLine(around)
  .parseAsync()
  .catch((error: unknown) => {
    terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitStatusOf(error);
  });
