/** The commands of a data directory itself: what it gave up, its backups, and its dump. */
import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

const withData = (command: Command): Command =>
  command.option('--data <directory>', 'where the ledger is', DEFAULT_DATA);

function toNumbers(text: string, before: readonly number[] = []): readonly number[] {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError('A message has a number: queue list prints it.');
  return [...before, Number(text)];
}

const implementation = () => import('./data-directory.ts');

/** Adds them to the program. What each does is loaded when it is used. */
export function addHostCommands(program: Command, { terminal, environment, now }: Surroundings): void {
  const queue = program
    .command('queue')
    .description('look at what was given up, and try it again or drop it');
  withData(queue.command('list'))
    .description('print what was given up, with its number and its reason; also while Shipshape runs')
    .action(async (options) => (await implementation()).runQueueList(terminal, options));
  withData(queue.command('retry').argument('[numbers...]', 'as list prints them', toNumbers))
    .option('--all', 'everything that was given up')
    .description('put it back into its queue, and do it now')
    .action(async (ids, options) => (await implementation()).runQueueRetry(terminal, ids ?? [], options));
  withData(queue.command('drop').argument('[numbers...]', 'as list prints them', toNumbers))
    .option('--all', 'everything that was given up')
    .description('forget it')
    .action(async (ids, options) => (await implementation()).runQueueDrop(terminal, ids ?? [], options));
  withData(program.command('sign-in'))
    .option(
      '--as <person>',
      'who signs in, by id, e-mail address or account (default: the e-mail address of git)',
    )
    .option('--at <address>', 'where Shipshape runs, as its start prints it', 'http://127.0.0.1:3000')
    .description('print a link that signs a person of the catalog in, where there is no provider')
    .action(async (options) =>
      (await import('./sign-in.ts')).runSignIn({ terminal, environment, now }, options),
    );
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
