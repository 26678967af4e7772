/** The commands of the catalog: files to facts, and back. */
import { type Command, Option } from 'commander';
import { toMoment, toReference, toRenames, withTargetOptions } from '../options.ts';
import type { Surroundings } from '../terminal.ts';

/** Adds them to the program. What each does is loaded when it is used. */
export function addCatalogCommands(program: Command, around: Surroundings): void {
  const { terminal, now } = around;
  program
    .command('init <directory>')
    .description('write a commented catalog to begin with')
    .option('--force', 'replace the catalog that is there')
    .action(async (directory, options) =>
      (await import('./validate-catalog.ts')).runInit(terminal, directory, options),
    );
  program
    .command('validate <directory>')
    .description('print everything that is wrong with a catalog, with file, line and column')
    .option('--json', 'print JSON')
    .action(async (directory, options) =>
      (await import('./validate-catalog.ts')).runValidate(terminal, directory, options),
    );
  withRenames(withTargetOptions(program.command('diff <directory>')))
    .description('print what an import of a catalog would change')
    .action(async (directory, options) =>
      (await import('./import-catalog.ts')).runDiff(around, directory, options),
    );
  withRenames(withTargetOptions(program.command('import <directory>')))
    .description('validate a catalog, and publish what differs as facts')
    .addOption(new Option('--at <moment>', 'when it came to be so; now without it').argParser(toMoment(now)))
    .addOption(new Option('--as <reference>', 'who says so: person:ada').argParser(toReference))
    .option('--dry-run', 'print what would change, and change nothing')
    .action(async (directory, options) =>
      (await import('./import-catalog.ts')).runImport(around, directory, options),
    );
  withTargetOptions(program.command('export <directory>'))
    .description('write what is known as a catalog')
    .option('--force', 'replace the catalog that is there')
    .action(async (directory, options) =>
      (await import('./export-catalog.ts')).runExport(around, directory, options),
    );
}

const withRenames = (command: Command): Command =>
  command
    .addOption(
      new Option('--renamed <old=new>', 'a feature that goes by another name now; may be repeated').argParser(
        toRenames,
      ),
    )
    .option('--allow-unregistered', 'names of teams, people, projects, features and releases may come later');
