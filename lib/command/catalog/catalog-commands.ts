/** The commands of the catalog: files to facts, and back. */
import { type Command, Option } from 'commander';
import { conventionNames } from '../../catalog/conventions/names.ts';
import { PAGE_FORMATS, toId, toMoment, toRenames } from '../options.ts';
import { shared, withTargetOptions } from '../shared-options.ts';
import type { Surroundings } from '../terminal.ts';
import { toWordMap } from './word-map.ts';
import { toYears } from './years.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addCatalogCommands(program: Command, around: Surroundings): void {
  const { terminal, now } = around;
  program
    .command('init <directory>')
    .description('write a commented catalog to begin with')
    .addOption(shared('force'))
    .action(async (directory, options) =>
      (await import('./validate-catalog.ts')).runInit(terminal, directory, options),
    );
  program
    .command('validate <path>')
    .description('print everything that is wrong with a catalog, with file, line and column')
    .addOption(shared('json'))
    .addOption(from())
    .addOption(map())
    .addOption(team())
    .addOption(shared('at', 'the day that dates in them are held against').argParser(toMoment(now)))
    .action(async (path, options) =>
      (await import('./validate-catalog.ts')).runValidate(around, path, options),
    );
  withRenames(withTargetOptions(program.command('diff <path>')))
    .description('print what an import of a catalog would change')
    .addOption(from())
    .addOption(map())
    .addOption(team())
    .action(async (path, options) => (await import('./import-catalog.ts')).runDiff(around, path, options));
  withRenames(withTargetOptions(program.command('import <path>')))
    .description('validate a catalog, and publish what differs as facts')
    .addOption(shared('at', 'when it came to be so; now without it').argParser(toMoment(now)))
    .addOption(shared('as', 'who says so, by id, e-mail address or account; the import itself without it'))
    .addOption(shared('dry-run', 'print what would change, and change nothing'))
    .addOption(from())
    .addOption(map())
    .addOption(team())
    .action(async (path, options) => (await import('./import-catalog.ts')).runImport(around, path, options));
  withTargetOptions(program.command('unknown-names'))
    .description('print the names that events and records use, and that nobody has registered')
    .addOption(shared('json'))
    .action(async (options) => (await import('./show-unknown-names.ts')).runUnknownNames(around, options));
  program
    .command('calendar')
    .argument('<place>', 'a country, or a part of one, by its ISO code: DE, DE-BE')
    .description(
      'print the public holidays of a place as a calendar, with the days that stand in for weekends',
    )
    .addOption(
      new Option(
        '--years <years>',
        'one, or the first and the last: 2026-2027; this year and the next without it',
      ).argParser(toYears),
    )
    .addOption(new Option('--id <calendar>', 'the id of the calendar; the place without it').argParser(toId))
    .option('--into <file>', 'write it into this calendars.yml, and leave everything else there')
    .action(async (place, { years = thisYear(now), ...options }) =>
      (await import('./make-calendar.ts')).runCalendar(terminal, place, { years, ...options }),
    );
  withTargetOptions(program.command('export-pages <directory>'))
    .description('write the reference pages for a handbook, from what is known of features and of the rubric')
    .addOption(
      shared('format', 'what they are written as')
        .choices(PAGE_FORMATS)
        .default('md' as const),
    )
    .addOption(shared('json', 'write JSON').implies({ format: 'json' }))
    .addOption(shared('force', 'replace files that this command did not write'))
    .action(async (directory, options) =>
      (await import('./export-pages.ts')).runExportPages(around, directory, options),
    );
  withTargetOptions(program.command('export <directory>'))
    .description('write what is known as a catalog')
    .addOption(shared('force'))
    .action(async (directory, options) =>
      (await import('./export-catalog.ts')).runExport(around, directory, options),
    );
}

const thisYear = (now: string): readonly [number, number] => [
  Number(now.slice(0, 4)),
  Number(now.slice(0, 4)) + 1,
];

const from = () =>
  shared('from', 'what keeps the files, where they are no catalog of this one').choices([
    ...conventionNames,
    'handbook' as const,
  ]);
const map = () =>
  shared(
    'map',
    'with --from: what a word of theirs is here, like maturity:production=ga; may be repeated',
  ).argParser(toWordMap);
const team = () => shared('team', 'with --from: whose is what names no owner');

const withRenames = (command: Command): Command =>
  command
    .addOption(
      shared('renamed', 'a feature or a release that goes by another name now; may be repeated').argParser(
        toRenames,
      ),
    )
    .addOption(shared('allow-unregistered'));
