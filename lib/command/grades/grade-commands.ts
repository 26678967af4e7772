/** The commands of grades: who says what about a star, and how ready features are. */
import { type Command, Option } from 'commander';
import { FORMATS, toId, toMoment, WHO_SPEAKS, withTargetOptions } from '../options.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addGradeCommands(program: Command, around: Surroundings): void {
  const moment = (flags: string, description: string) =>
    new Option(flags, description).argParser(toMoment(around.now));
  withTargetOptions(program.command('grade').argument('<feature>', 'its id', toId))
    .description('print the stars of one feature, why each is what it is, and what would earn the next one')
    .addOption(moment('--as-of <moment>', 'as it was then'))
    .addOption(moment('--since <moment>', 'and what is different from then'))
    .option('--json', 'print JSON')
    .action(async (feature, options) => (await import('./show-grade.ts')).runGrade(around, feature, options));
  const star = program.command('star').argument('<feature>', 'its id', toId);
  withTargetOptions(star.argument('<category>', 'the id of the category', toId))
    .description('say that a feature has earned a star')
    .addOption(
      new Option('--side <side>', 'whom you speak for, where you could for both').choices(['team', 'author']),
    )
    .option('--comment <text>', 'what is to be known of it')
    .option('--evidence <address>', 'where one can see it')
    .option('--na', 'the category does not concern the feature; needs a --comment')
    .option('--revoke', 'the star is not earned (any more)')
    .option('--as <person>', WHO_SPEAKS)
    .action(async (feature, category, options) =>
      (await import('./give-star.ts')).runStar(around, feature, category, options),
    );
  withTargetOptions(program.command('matrix'))
    .description('print all features by their stars')
    .addOption(new Option('--team <team>', 'the features of one team').argParser(toId))
    .addOption(moment('--as-of <moment>', 'as it was then'))
    .addOption(new Option('--format <format>').choices(FORMATS).default('table'))
    .action(async (options) => (await import('./show-matrix.ts')).runMatrix(around, options));
}
