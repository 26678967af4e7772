/** The commands of a data directory itself: what it gave up, its backups, and its dump. */
import { type Command, InvalidArgumentError } from 'commander';
import { dataOption, shared, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';

const withData = (command: Command): Command => command.addOption(dataOption('where the ledger is'));

function toNumbers(text: string, before: readonly number[] = []): readonly number[] {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError('A message has a number: queue list prints it.');
  return [...before, Number(text)];
}

const implementation = () => import('./data-directory.ts');
const queues = () => import('./dead-letters.ts');

/** Adds them to the program. What each does is loaded when it is used. */
export function addHostCommands(program: Command, around: Surroundings): void {
  const { terminal, environment, now } = around;
  const queue = program
    .command('queue')
    .description('look at what was given up, and try it again or drop it');
  withTargetOptions(queue.command('list'))
    .description('print what was given up, with its number and its reason; also while Shipshape runs')
    .addOption(shared('json'))
    .action(async (options) => (await queues()).runQueueList(around, options));
  withTargetOptions(queue.command('retry').argument('[numbers...]', 'as list prints them', toNumbers))
    .addOption(shared('all', 'everything that was given up'))
    .description('put it back into its queue, and do it now')
    .action(async (ids, options) => (await queues()).runQueueRetry(around, ids ?? [], options));
  withTargetOptions(queue.command('drop').argument('[numbers...]', 'as list prints them', toNumbers))
    .addOption(shared('all', 'everything that was given up'))
    .description('forget it')
    .action(async (ids, options) => (await queues()).runQueueDrop(around, ids ?? [], options));
  withData(program.command('sign-in'))
    .addOption(
      shared('as', 'who signs in, by id, e-mail address or account; by the e-mail address of git without it'),
    )
    .option('--address <address>', 'where Shipshape runs, as its start prints it', 'http://127.0.0.1:3000')
    .description('print a link that signs a person of the catalog in, where there is no provider')
    .action(async (options) => (await import('./sign-in.ts')).runSignIn(around, options));
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
