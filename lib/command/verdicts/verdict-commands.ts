/** The commands of verdicts: events in, verdicts out. */
import { Argument, type Command, Option } from 'commander';
import { toId } from '../options.ts';
import { dataOption, shared, withSpeaker, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addVerdictCommands(program: Command, around: Surroundings): void {
  const { terminal, now } = around;
  program
    .command('replay <file...>')
    .description(
      'publish every line of the files as an event, then print the verdicts of all judged releases',
    )
    .addOption(shared('json'))
    .addOption(shared('data', 'keep what is recorded here; in memory without it'))
    .action(async (files, options) =>
      (await import('./judge-releases.ts')).runReplay(terminal, files, options, now),
    );
  program
    .command('check <release>')
    .description('judge one release again and print its verdicts')
    .addOption(shared('json'))
    .addOption(dataOption('where the ledger is'))
    .action(async (release, options) =>
      (await import('./judge-releases.ts')).runCheck(terminal, release, options, now),
    );
  const id = () => new Argument('<change>', 'its id: `event` in the JSON of a release').argParser(toId);
  withSpeaker(program.command('withdraw').addArgument(id()))
    .description('say that a merged change does not count, or with --undo that it counts after all')
    .addOption(shared('reason'))
    .option('--undo', 'it counts after all')
    .addOption(shared('project', 'where the change is that of several projects'))
    .action(async (change, options) =>
      (await import('./correct-change.ts')).runWithdraw(around, change, options),
    );
  withSpeaker(program.command('move').addArgument(id()))
    .description('say that a merged change belongs to another project or feature, from its merge on')
    .addOption(shared('project', 'where it belongs'))
    .addOption(shared('feature', 'the feature that it belongs to'))
    .addOption(
      new Option('--from-project <project>', 'where the change is that of several projects').argParser(toId),
    )
    .addOption(shared('reason'))
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
    .addOption(shared('format').choices(['text', 'md', 'json']).default('text'))
    .addOption(shared('json').implies({ format: 'json' }))
    .action(async (release, options) =>
      (await import('./show-outlook.ts')).runOutlook(around, release, options),
    );
}
