/** `export`: what the ledgers know, as files again. */
import { catalogOf } from '../../../functions/catalog/model/import/known.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { writeFolder } from '../../catalog/write-folder.ts';
import { CommandMisusedError, TableUnnamedError } from '../input-error.ts';
import { withTarget } from '../open-target.ts';
import type { TargetOptions } from '../target.ts';
import type { Surroundings } from '../terminal.ts';

export interface ExportOptions extends TargetOptions {
  readonly force?: boolean;
}

/** @throws {InputError} {CatalogFilesError} when the folder holds a catalog and `force` is not given */
export function runExport(
  around: Surroundings,
  directory: string,
  { force, ...options }: ExportOptions,
): Promise<void> {
  const { terminal } = around;
  return withTarget('read', options, around, async (target) => {
    const known = await target.readKnown();
    if (known === undefined) throw new TableUnnamedError();
    const catalog = withoutEmpty(catalogOf(known));
    const files = await writeFolder(directory, catalog, { force });
    if (files.length === 0)
      throw new CommandMisusedError('No catalog is known there: there is nothing to export.');
    terminal.out(`Wrote ${files.join(', ')} to ${directory}.`);
  });
}

/** Without the sections that no fact is about. */
function withoutEmpty({ vocabularies, rubric, ...sections }: Catalog): Catalog {
  const said = Object.entries(sections).filter(([, records]) => records !== undefined && records.size > 0);
  return { ...Object.fromEntries(said), rubric, vocabularies };
}
