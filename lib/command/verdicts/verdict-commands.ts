/** The commands of verdicts: events in, verdicts out. */
import { Argument, type Command, Option } from 'commander';
import { DRY_RUN, toId, WHO_SPEAKS, withTargetOptions } from '../options.ts';
import { DEFAULT_DATA } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addVerdictCommands(program: Command, around: Surroundings): void {
  const { terminal, now } = around;
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
  const id = () => new Argument('<change>', 'its id: `event` in the JSON of a release').argParser(toId);
  const project = (flags: string, description: string) => new Option(flags, description).argParser(toId);
  withTargetOptions(program.command('withdraw').addArgument(id()))
    .description('say that a merged change does not count, or with --undo that it counts after all')
    .option('--reason <text>', 'why; it is shown to internal users')
    .option('--undo', 'it counts after all')
    .addOption(project('--project <project>', 'where the change is that of several projects'))
    .option('--as <person>', WHO_SPEAKS)
    .option('--dry-run', DRY_RUN)
    .action(async (change, options) =>
      (await import('./correct-change.ts')).runWithdraw(around, change, options),
    );
  withTargetOptions(program.command('move').addArgument(id()))
    .description('say that a merged change belongs to another project or feature, from its merge on')
    .addOption(project('--project <project>', 'where it belongs'))
    .addOption(project('--feature <feature>', 'the feature that it belongs to'))
    .addOption(project('--from <project>', 'where the change is that of several projects'))
    .option('--reason <text>', 'why; it is shown to internal users')
    .option('--as <person>', WHO_SPEAKS)
    .option('--dry-run', DRY_RUN)
    .action(async (change, options) =>
      (await import('./correct-change.ts')).runMove(around, change, options),
    );
  const outlook = program
    .command('outlook')
    .argument(
      '[release]',
      'a release to come, by id or version; without it, what is coming on each train',
      toId,
    );
  withTargetOptions(outlook)
    .description('print what is planned for a release to come, what is merged so far, and what is at risk')
    .addOption(new Option('--json', 'print JSON').conflicts('md'))
    .option('--md', 'print Markdown')
    .action(async (release, options) =>
      (await import('./show-outlook.ts')).runOutlook(around, release, options),
    );
}
