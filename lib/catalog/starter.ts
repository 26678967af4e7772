/** The catalog that `init` begins with: a small fictional organisation, and comments that teach the format. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sections } from '../../functions/catalog/model/import/problem.ts';
import { fileOf } from './sections.ts';
import { type WriteOptions, writeTexts } from './write-folder.ts';

export const STARTER = fileURLToPath(new URL('starter', import.meta.url));

/**
 * Copies the starter into a folder, which is made where there is none.
 * @returns the names of its files
 * @throws {CatalogFolderTakenError} when the folder holds a catalog and `force` is not given
 * @throws {CatalogUnwritableError}
 */
export async function writeStarter(
  directory: string,
  options: WriteOptions = {},
): Promise<readonly string[]> {
  const read = sections.map(
    async (section) => [section, await readFile(`${STARTER}/${fileOf(section)}`, 'utf8')] as const,
  );
  return writeTexts(directory, new Map(await Promise.all(read)), options);
}
