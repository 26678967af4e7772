/** Writes a catalog into a folder, as people keep it and as `readFolder` reads it; also the one that `init` begins with. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Section, sections } from '../../functions/catalog/model/import/problem.ts';
import type { Catalog } from '../../functions/catalog/model/import/records.ts';
import { chooseFiles } from './choose-files.ts';
import { CatalogFilesError, reasonOf } from './files-error.ts';
import { editorSchema, fileOf, schemaFileOf } from './sections.ts';
import { sectionText } from './to-yaml.ts';

interface WriteOptions {
  /** Replaces the files that are there. */
  readonly force?: boolean | undefined;
}

/**
 * Writes every section that the catalog speaks of, and the schemas that the files name. A file of another section stays.
 * @returns the names of the files, without the schemas
 * @throws {CatalogFilesError} when the folder cannot be written to, or holds a catalog and `force` is not given
 */
export function writeFolder(
  directory: string,
  catalog: Catalog,
  options: WriteOptions = {},
): Promise<readonly string[]> {
  const texts = sections.flatMap((section) => {
    const text = sectionText(section, catalog);
    return text === undefined ? [] : [[section, text] as const];
  });
  return writeTexts(directory, new Map(texts), options);
}

export const STARTER = fileURLToPath(new URL('starter', import.meta.url));

/**
 * Writes the catalog that `init` begins with: a small fictional organisation, and comments that teach the format. The folder is made
 * where there is none.
 * @returns the names of its files
 * @throws {CatalogFilesError} when the folder cannot be written to, or holds a catalog and `force` is not given
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

/** Writes the files of sections as they are given. Like `writeFolder` otherwise. */
async function writeTexts(
  directory: string,
  texts: ReadonlyMap<Section, string>,
  { force = false }: WriteOptions,
): Promise<readonly string[]> {
  const present = await entriesOf(directory);
  mustBeFree(directory, present, force);
  const schemas = sections.map((section) => [schemaFileOf(section), editorSchema(section)] as const);
  const files = [...texts].map(([section, text]) => [fileOf(section), text] as const);
  await attempt(directory, async () => {
    await mkdir(join(directory, dirname(schemaFileOf('teams'))), { recursive: true });
    for (const [name, text] of [...schemas, ...files]) await writeFile(join(directory, name), text);
    // With the other ending, its old file would be read beside its new one.
    for (const section of texts.keys()) await rm(join(directory, `${section}.yaml`), { force: true });
  });
  return files.map(([name]) => name);
}

function entriesOf(directory: string): Promise<string[]> {
  return attempt(directory, () =>
    readdir(directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    }),
  );
}

function mustBeFree(directory: string, present: readonly string[], force: boolean): void {
  const { isHandbook, files } = chooseFiles(present);
  if (isHandbook)
    throw new CatalogFilesError(
      `${directory}: this is a handbook, whose files are not written: name another folder`,
    );
  const [first] = files;
  if (first === undefined || force) return;
  throw new CatalogFilesError(
    `${directory}: there is a catalog here (${files.map(({ file }) => file).join(', ')}); --force replaces its files`,
  );
}

const attempt = <Result>(directory: string, act: () => Promise<Result>): Promise<Result> =>
  act().catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFilesError(`${directory}: ${reasonOf(error)}`);
  });
