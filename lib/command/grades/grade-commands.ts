/** The commands of grades: who says what about a star, and how ready features are. */
import { type Command, Option } from 'commander';
import { FORMATS, toId } from '../options.ts';
import { shared, withSpeaker, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';
import { toEndOfDay, zoneOf } from './words.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addGradeCommands(program: Command, around: Surroundings): void {
  const moment = (flags: string, description: string) =>
    new Option(flags, description).argParser(toEndOfDay(around.now, zoneOf(around.environment)));
  withTargetOptions(program.command('grade').argument('<feature>', 'its id', toId))
    .description('print the stars of one feature, why each is what it is, and what would earn the next one')
    .addOption(moment('--as-of <moment>', 'as it was then; a day means its end in your time zone'))
    .addOption(
      moment('--since <moment>', 'and what has changed since then; a day means its end in your time zone'),
    )
    .addOption(shared('json'))
    .action(async (feature, options) => (await import('./show-grade.ts')).runGrade(around, feature, options));
  const star = program.command('star').argument('<feature>', 'its id', toId);
  withSpeaker(star.argument('<category>', 'the id of the category', toId))
    .description('say that a feature has earned a star')
    .addOption(
      new Option('--side <side>', 'the side that you speak for, where you could speak for both').choices([
        'team',
        'author',
      ]),
    )
    .addOption(shared('comment'))
    .addOption(shared('evidence'))
    .option('--na', 'the category does not apply to the feature; needs a --comment')
    .option('--revoke', 'the star is not earned (any more)')
    .action(async (feature, category, options) =>
      (await import('./give-star.ts')).runStar(around, feature, category, options),
    );
  withTargetOptions(program.command('matrix'))
    .description('print all features by their stars')
    .addOption(shared('team', 'the features of one team'))
    .addOption(moment('--as-of <moment>', 'as it was then; a day means its end in your time zone'))
    .addOption(shared('format').choices(FORMATS).default('table'))
    .addOption(shared('json').implies({ format: 'json' }))
    .action(async (options) => (await import('./show-matrix.ts')).runMatrix(around, options));
}
