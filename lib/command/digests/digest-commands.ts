/** The commands of digests: what a period came to, what is due now, and saying that something is still correct. */
import { type Command, Option } from 'commander';
import { cadenceStep } from '../../../events/fields.ts';
import { DIGEST_FORMATS, toFields, toId, toPeriod, toRecords } from '../options.ts';
import { shared, withSpeaker, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addDigestCommands(program: Command, around: Surroundings): void {
  const team = (description: string) => shared('team', description);
  const period = (description: string) => shared('period', description).argParser(toPeriod);
  withTargetOptions(program.command('digest'))
    .description('print the digest of a period: as it was made, or as it would be made now')
    .addOption(period('2024-03, 2024-W09 or 2024-Q1; the last month that has ended without it'))
    .addOption(team('of one team; of all without it').conflicts('org'))
    .addOption(new Option('--org <org>', 'of the teams of one org').argParser(toId))
    .addOption(shared('format').choices(DIGEST_FORMATS).default('text'))
    .addOption(shared('json').implies({ format: 'json' }))
    .action(async (options) => (await import('./show-digest.ts')).runDigest(around, options));
  withTargetOptions(program.command('due'))
    .description('print what is due now: steps, reviews, launches, experiments, and records to look at')
    .addOption(team('for one team; for all without it'))
    .addOption(shared('json'))
    .action(async (options) => (await import('./show-due.ts')).runDue(around, options));
  const confirm = program
    .command('confirm')
    .argument('[records...]', 'records that are still correct, like feature:code-search', toRecords);
  withSpeaker(confirm)
    .description('say that records are still correct, or that a step is done')
    .addOption(team('whose records, or whose step'))
    .addOption(
      shared('all', 'all of its records that nobody looked at since the last month began').conflicts('step'),
    )
    .addOption(new Option('--step <step>', 'that is done, of --period').choices(cadenceStep().options))
    .addOption(period('of the step: 2024-Q1'))
    .addOption(new Option('--fields <names>', 'only these: title,contacts').argParser(toFields))
    .addOption(shared('comment', 'what is to be known of it'))
    .action(async (records, options) => (await import('./confirm.ts')).runConfirm(around, records, options));
}
