/** The command: `npm run shipshape -- …`. */
import { run } from '../lib/command/program.ts';
import type { Terminal } from '../lib/command/terminal.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
  end: (status) => {
    process.exitCode = status;
  },
};

await run({ terminal, environment: process.env, now: new Date().toISOString() }, process.argv.slice(2));
