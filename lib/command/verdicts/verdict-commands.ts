/** The commands of verdicts: events in, verdicts out. */
import type { Command } from 'commander';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addVerdictCommands(program: Command, { terminal, now }: Surroundings): void {
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
}
