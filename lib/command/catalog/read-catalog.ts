/** The files that a command is given: a catalog, or what is kept for another tool. */
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import type { RecordSection } from '../../../functions/catalog/model/import/records.ts';
import type { ConventionName } from '../../catalog/conventions/names.ts';
import { CatalogFilesError } from '../../catalog/files-error.ts';
import { type CatalogFolder, readFolder } from '../../catalog/folder.ts';
import { readForeign, type SourceOptions } from './foreign-source.ts';

/** By which convention the files are read. */
export interface CatalogOptions extends Omit<SourceOptions, 'from'> {
  readonly from?: ConventionName | 'handbook' | undefined;
}

/** Whether the files are those of somebody else: they add to the catalog, and are not it. */
export const isForeign = ({ from }: Pick<CatalogOptions, 'from'>): boolean =>
  from !== undefined && from !== 'handbook';

/** What was read, once it is known which catalog it is read for. */
export interface CatalogReading {
  read(known: Known | undefined): CatalogFolder;
  /** Whether a record only has to be there. */
  isImplied(section: RecordSection, id: string): boolean;
}

/**
 * @param at the moment of the import, UTC
 * @throws {CatalogFilesError} when there is no catalog to read
 */
export async function readCatalog(
  path: string,
  { from, ...options }: CatalogOptions,
  at: string,
): Promise<CatalogReading> {
  if (from === undefined || from === 'handbook') {
    const folder = await readFolder(path);
    if (from === 'handbook' && !folder.isHandbook)
      throw new CatalogFilesError(`${path}: this is no handbook: it has no product_teams.yml`);
    return { read: () => folder, isImplied: () => false };
  }
  const source = await readForeign(from, path, options, at.slice(0, 10));
  let implied: CatalogReading['isImplied'] = () => false;
  return {
    read(known) {
      const { folder, isImplied } = source.as(known);
      implied = isImplied;
      return folder;
    },
    isImplied: (section, id) => implied(section, id),
  };
}
