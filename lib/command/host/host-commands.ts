/** The commands of a data directory itself: what it gave up, its backups, and its dump. */
import type { Command } from 'commander';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

const withData = (command: Command): Command =>
  command.option('--data <directory>', 'where the ledger is', DEFAULT_DATA);

const implementation = () => import('./data-directory.ts');

/** Adds them to the program. What each does is loaded when it is used. */
export function addHostCommands(program: Command, { terminal, environment, now }: Surroundings): void {
  withData(program.command('dead-letters').option('--retry', 'put it back into its queue, and do it now'))
    .description('print what was given up, with its reason')
    .action(async (options) => (await implementation()).runDeadLetters(terminal, options));
  withData(program.command('backup <file>'))
    .description('write a copy of what is recorded, also while Shipshape runs')
    .action(async (file, { data }) => (await implementation()).runBackup(terminal, file, data));
  withData(program.command('restore <file>'))
    .description('put such a copy in the place of what is recorded, which is kept aside')
    .action(async (file, { data }) => (await implementation()).runRestore(terminal, file, data, now));
  withData(program.command('dump'))
    .description('print every fact and conclusion as canonical JSON lines, for comparing two ledgers')
    .action(async (options) => (await implementation()).runDump(terminal, options, environment));
}
