/** The commands of digests: what a period came to, what is due now, and saying that something is still correct. */
import { type Command, Option } from 'commander';
import { cadenceStep } from '../../../events/fields.ts';
import type { Surroundings } from '../catalog/import-catalog.ts';
import { DIGEST_FORMATS, toFields, toId, toPeriod, toRecords, WHO_SPEAKS, withTargetOptions } from '../options.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addDigestCommands(program: Command, around: Surroundings): void {
  const team = (description: string) => new Option('--team <team>', description).argParser(toId);
  const period = (description: string) => new Option('--period <period>', description).argParser(toPeriod);
  withTargetOptions(program.command('digest'))
    .description('print the digest of a period: as it was made, or as it would be made now')
    .addOption(period('2024-03, 2024-W09 or 2024-Q1; the last month that has ended without it'))
    .addOption(team('of one team; of all without it').conflicts('org'))
    .addOption(new Option('--org <org>', 'of the teams of one org').argParser(toId))
    .addOption(new Option('--format <format>').choices(DIGEST_FORMATS).default('text'))
    .action(async (options) => (await import('./show-digest.ts')).runDigest(around, options));
  withTargetOptions(program.command('due'))
    .description('print what is due now: steps, reviews, launches, experiments, and records to look at')
    .addOption(team('for one team; for all without it'))
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./show-due.ts')).runDue(around, options));
  const confirm = program
    .command('confirm')
    .argument('[records...]', 'records that are still correct, like feature:code-search', toRecords);
  withTargetOptions(confirm)
    .description('say that records are still correct, or that a step is done')
    .addOption(team('whose records, or whose step'))
    .addOption(
      new Option('--all', 'all of its records that nobody looked at since the last month began').conflicts(
        'step',
      ),
    )
    .addOption(new Option('--step <step>', 'that is done, of --period').choices(cadenceStep().options))
    .addOption(period('of the step: 2024-Q1'))
    .addOption(new Option('--fields <names>', 'only these: title,contacts').argParser(toFields))
    .option('--comment <text>', 'what is to be known of it')
    .option('--as <person>', WHO_SPEAKS)
    .action(async (records, options) => (await import('./confirm.ts')).runConfirm(around, records, options));
}
