/** A catalog as people keep it: a folder of YAML files, one a section. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Place,
  type Problem,
  type Section,
  sections,
} from '../../functions/catalog/model/import/problem.ts';
import { readSection, together } from '../../functions/catalog/model/import/read-section.ts';
import type { Catalog, Unfit } from '../../functions/catalog/model/import/records.ts';
import { type Choice, type ChosenFile, chooseFiles } from './choose-files.ts';
import { CatalogFilesError, reasonOf } from './files-error.ts';
import { originalPath, translated } from './handbook.ts';
import { fileOf } from './sections.ts';
import { type FileProblem, readYamlFile } from './yaml-file.ts';
import type { Position } from './yaml-tokens.ts';

/** A place in a file. */
interface FilePlace extends Position {
  readonly file: string;
  /** What the file calls it, which in a handbook differs from the names of a record's fields. */
  readonly path: Place['path'];
}

export type Located = Problem & FilePlace;

interface SectionFile {
  readonly unfit: Unfit;
  /** Holds this section and no other; nothing where the file could not be understood. */
  readonly catalog: Catalog;
  readonly problems: readonly Located[];
  locate(path: Place['path']): FilePlace;
}

export interface CatalogFolder {
  /** What was understood; a section without a file, or in a file that is no YAML, is `undefined`. */
  readonly catalog: Catalog;
  /** Records that do not fit, with what of them does. */
  readonly unfit: Unfit;
  /** All that was not, in the order of files and lines. */
  readonly problems: readonly Located[];
  /** Those that there is a file of, whether it could be understood or not. */
  readonly sections: readonly Section[];
  /** How many files were read. */
  readonly files: number;
  /** Whether they follow the handbook convention. */
  readonly isHandbook: boolean;
  locate(place: Place): FilePlace;
}

/** @throws {CatalogFilesError} when there is no such folder, no catalog in it, or a file that may not be read */
export async function readFolder(directory: string): Promise<CatalogFolder> {
  const { files, misplaced, isHandbook } = chooseFiles(await entriesOf(directory));
  if (files.length === 0) throw new CatalogFilesError(nothingIn(directory, misplaced));
  const read = new Map<Section, SectionFile>();
  await Promise.all(
    files.map(async (one) => read.set(one.section, await readSectionFile(join(directory, one.file), one))),
  );
  const inOrder = sections.flatMap((section) => read.get(section) ?? []);
  const strays = misplaced.map((one) => stray(directory, one));
  return {
    catalog: together(inOrder.map(({ catalog }) => catalog)),
    unfit: Object.assign({}, ...inOrder.map(({ unfit }) => unfit)),
    problems: [...strays, ...inOrder.flatMap(({ problems }) => problems.toSorted(byPosition))],
    sections: files.map(({ section }) => section),
    files: files.length,
    isHandbook,
    locate: ({ section, path }) =>
      read.get(section)?.locate(path) ?? { file: join(directory, fileOf(section)), path, line: 1, column: 1 },
  };
}

const entriesOf = (directory: string): Promise<string[]> =>
  readdir(directory).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOTDIR' ? 'this is a file: name the folder that it is in' : reasonOf(error);
    throw new CatalogFilesError(`${directory}: ${reason}`);
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

/** @throws {CatalogFilesError} when the file may not be read, or is none */
async function readSectionFile(path: string, { section, handbook }: ChosenFile): Promise<SectionFile> {
  const yaml = await readYamlFile(path);
  const inFile = (one: Place['path']): FilePlace => ({ file: path, path: one, ...yaml.locate(one) });
  const locate = (one: Place['path']) =>
    inFile(handbook === undefined ? one : originalPath(handbook, yaml.value, one));
  const problems: Located[] = yaml.problems.map((problem) => ({
    ...shape(section, problem),
    ...problem,
    file: path,
  }));
  if (yaml.value === undefined) return { catalog: { vocabularies: {} }, unfit: {}, problems, locate };
  const plain = handbook === undefined ? yaml : translated(handbook, yaml.value);
  const remarks = 'remarks' in plain ? plain.remarks : [];
  const read = readSection(section, plain.value);
  problems.push(
    ...remarks.map((one) => ({ ...shape(section, one, 'warning'), ...inFile(one.path) })),
    ...read.problems.map((one) => ({ ...one, ...locate(one.place.path) })),
  );
  return { catalog: read.catalog, unfit: read.unfit, problems, locate };
}

const shape = (
  section: Place['section'],
  { path, message }: Pick<FileProblem, 'path' | 'message'>,
  severity: Problem['severity'] = 'error',
): Problem => ({ severity, kind: 'shape', place: { section, path }, message });
