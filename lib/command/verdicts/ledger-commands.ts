/** The commands of the ledger: events in, verdicts out. */
import type { Command } from 'commander';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addLedgerCommands(program: Command, { terminal, environment, now }: Surroundings): void {
  program
    .command('replay <file...>')
    .description(
      'publish every line of the files as an event, then print the verdicts of all judged releases',
    )
    .option('--json', 'print JSON')
    .option('--data <directory>', 'keep what is recorded here; in memory without it')
    .action(async (files, options) =>
      (await import('./judge-releases.ts')).runReplay(terminal, files, options, now),
    );
  program
    .command('check <release>')
    .description('judge one release again and print its verdicts')
    .option('--json', 'print JSON')
    .option('--data <directory>', 'where the ledger is', DEFAULT_DATA)
    .action(async (release, options) =>
      (await import('./judge-releases.ts')).runCheck(terminal, release, options, now),
    );
  program
    .command('dead-letters')
    .description('print what was given up, with its reason')
    .option('--retry', 'put it back into its queue, and do it now')
    .option('--data <directory>', 'where the ledger is', DEFAULT_DATA)
    .action(async (options) => (await import('../host/data-directory.ts')).runDeadLetters(terminal, options));
  program
    .command('backup <file>')
    .description('write a copy of what is recorded, also while Shipshape runs')
    .option('--data <directory>', 'where the ledger is', DEFAULT_DATA)
    .action(async (file, { data }) =>
      (await import('../host/data-directory.ts')).runBackup(terminal, file, data),
    );
  program
    .command('restore <file>')
    .description('put such a copy in the place of what is recorded, which is kept aside')
    .option('--data <directory>', 'where the ledger is', DEFAULT_DATA)
    .action(async (file, { data }) =>
      (await import('../host/data-directory.ts')).runRestore(terminal, file, data, now),
    );
  program
    .command('dump')
    .description('print every fact and conclusion as canonical JSON lines, for comparing two ledgers')
    .option('--data <directory>', 'where the ledger is', DEFAULT_DATA)
    .action(async (options) =>
      (await import('../host/data-directory.ts')).runDump(terminal, options, environment),
    );
}
