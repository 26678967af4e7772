/** A catalog as people keep it: a folder of YAML files, one a section. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Place, type Section, sections } from '../../functions/catalog/model/import/problem.ts';
import { together } from '../../functions/catalog/model/import/read-section.ts';
import type { Catalog } from '../../functions/catalog/model/import/records.ts';
import { type Choice, type Convention, chooseFiles } from './choose-files.ts';
import { type FilePlace, type Located, readSectionFile, type SectionFile } from './section-file.ts';
import { fileOf } from './sections.ts';
import { CatalogUnreadableError, reasonOf } from './unreadable.ts';

export interface CatalogFolder {
  /** What was understood; a section without a file, or in a file that is no YAML, is `undefined`. */
  readonly catalog: Catalog;
  /** All that was not, in the order of files and lines. */
  readonly problems: readonly Located[];
  readonly convention: Convention;
  locate(place: Place): FilePlace;
}

/**
 * Reads the catalog in a folder.
 * @throws {CatalogUnreadableError} when there is no such folder, no catalog in it, or a file that may not be read
 */
export async function readFolder(directory: string): Promise<CatalogFolder> {
  const { convention, files, misplaced } = chooseFiles(await entriesOf(directory));
  if (files.length === 0) throw new CatalogUnreadableError(nothingIn(directory, misplaced));
  const read = new Map<Section, SectionFile>();
  await Promise.all(
    files.map(async (one) => read.set(one.section, await readSectionFile(join(directory, one.file), one))),
  );
  const inOrder = sections.flatMap((section) => read.get(section) ?? []);
  const strays = misplaced.map((one) => stray(directory, one));
  return {
    catalog: together(inOrder.map(({ catalog }) => catalog)),
    problems: [...strays, ...inOrder.flatMap(({ problems }) => problems.toSorted(byPosition))],
    convention,
    locate: ({ section, path }) =>
      read.get(section)?.locate(path) ?? { file: join(directory, fileOf(section)), path, line: 1, column: 1 },
  };
}

const entriesOf = (directory: string): Promise<string[]> =>
  readdir(directory).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOTDIR' ? 'this is a file: name the folder that it is in' : reasonOf(error);
    throw new CatalogUnreadableError(`${directory}: ${reason}`);
  });

function nothingIn(directory: string, misplaced: Choice['misplaced']): string {
  const names = misplaced.map(({ file, message }) => `; ${file} ${message}`).join('');
  return `${directory}: there is no catalog here, which is files like ${fileOf('teams')} and ${fileOf('features')}${names}`;
}

const stray = (
  directory: string,
  { section, file, severity, message }: Choice['misplaced'][number],
): Located => ({
  severity,
  kind: 'shape',
  place: { section, path: [] },
  message,
  file: join(directory, file),
  path: [],
  line: 1,
  column: 1,
});

const byPosition = (a: Located, b: Located) => a.line - b.line || a.column - b.column;
