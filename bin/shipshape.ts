/** The command: `npm run shipshape -- …`. */
import { program } from 'commander';
import { InputUnreadableError } from '../lib/command/lines.ts';
import { ReleaseUnknownError, runCheck, runDump, runReplay, type Terminal } from '../lib/command/run.ts';
import { DataDirectoryInUseError } from '../lib/local/data-directory.ts';

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true,
};
const now = new Date().toISOString();

program.name('shipshape').description('Which projects shipped nothing in a release, and why we say so.');
program.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
program
  .command('replay <file...>')
  .description('publish every line of the files as an event, then print the verdicts of all judged releases')
  .option('--json', 'print JSON')
  .option('--data <directory>', 'keep what is recorded here; in memory without it')
  .action((files, options) => runReplay(terminal, files, options, now));
program
  .command('check <release>')
  .description('judge one release again and print its verdicts')
  .option('--json', 'print JSON')
  .option('--data <directory>', 'where the ledger is', '.shipshape')
  .action((release, options) => runCheck(terminal, release, options, now));
program
  .command('dump')
  .description('print every fact and conclusion as canonical JSON lines, for comparing two ledgers')
  .option('--data <directory>', 'where the ledger is', '.shipshape')
  .action((options) => runDump(terminal, options));

const known = [InputUnreadableError, ReleaseUnknownError, DataDirectoryInUseError];
await program.parseAsync().catch((error: unknown) => {
  const isKnown = known.some((kind) => error instanceof kind);
  terminal.err(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isKnown ? 2 : 1;
});
