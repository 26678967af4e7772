/** The files of a convention as documents, each read by itself: one that cannot be understood says nothing of the others. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Scalar } from 'yaml';
import { CatalogFilesError, reasonOf } from '../files-error.ts';
import { decoded, type FileProblem, locator, NOT_UTF8, readBytes } from '../yaml-file.ts';
import { type Documents, type Position, parseDocuments } from '../yaml-tokens.ts';
import { plainValue } from '../yaml-value.ts';

export type Path = readonly (string | number)[];

export interface SourceDocument {
  readonly file: string;
  /** With `Map`s for its maps and `WrittenNumber`s for its numbers; undefined where it could not be understood. */
  readonly value: unknown;
  readonly problems: readonly FileProblem[];
  /** Keys that stand twice: the first is taken. */
  readonly doubles: readonly FileProblem[];
  locate(path: Path): Position;
}

/** A number as it is written: 16.10 is another version than 16.1, and YAML makes one number of both. */
export class WrittenNumber {
  readonly value: number;
  readonly text: string;

  constructor(value: number, text: string) {
    this.value = value;
    this.text = text;
  }
}

const asWritten = ({ value, source }: Scalar): unknown =>
  typeof value === 'number' ? new WrittenNumber(value, source ?? String(value)) : value;

const START: Position = { line: 1, column: 1 };
const ENDING = /\.ya?ml$/i;
/** Files that one import reads. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 12;
/** Where others keep what they did not write. */
const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', 'vendor']);

/**
 * The YAML files that a path names: itself, or all below a folder.
 * @throws {CatalogFilesError}
 */
export async function yamlFilesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFilesError(`${path}: ${reasonOf(error)}`);
  });
  if (!found.isDirectory()) return [path];
  const files: string[] = [];
  await walk(path, 0, files);
  return files;
}

async function walk(directory: string, depth: number, files: string[]): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new CatalogFilesError(`${directory}: ${reasonOf(error)}`);
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(directory, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() && depth < MAX_DEPTH && !NOT_OURS.has(entry.name))
      await walk(path, depth + 1, files);
    if (entry.isFile() && ENDING.test(entry.name)) files.push(path);
    if (files.length > MAX_FILES)
      throw new CatalogFilesError(
        `${directory}: there are more than ${MAX_FILES} YAML files here: name a folder of fewer`,
      );
  }
}

/** @throws {CatalogFilesError} when the file may not be read */
export async function readDocuments(file: string): Promise<readonly SourceDocument[]> {
  const bytes = await readBytes(file);
  if (typeof bytes === 'string') return [refused(file, bytes)];
  const read = decoded(bytes);
  return 'text' in read ? documentsIn(file, read.text) : [refused(file, NOT_UTF8, read.notUtf8At)];
}

const refused = (file: string, message: string, at = START): SourceDocument => ({
  file,
  value: undefined,
  problems: [{ ...at, path: [], message }],
  doubles: [],
  locate: () => at,
});

export function documentsIn(file: string, text: string): readonly SourceDocument[] {
  const { documents, positionOf } = parseDocuments(text);
  return documents.map((one) => documentOf(file, one, positionOf));
}

function documentOf(
  file: string,
  { contents, errors, start }: Documents['documents'][number],
  positionOf: Documents['positionOf'],
): SourceDocument {
  if (contents === undefined) {
    const problems = errors.map(({ offset, message }) => ({ ...positionOf(offset), path: [], message }));
    return { file, value: undefined, problems, doubles: [], locate: () => positionOf(start) };
  }
  const { value, errors: misfits, targets } = plainValue(contents, asWritten);
  const offsetOf = locator(contents, targets);
  const found = misfits.map(({ path, offset, message }) => ({ ...positionOf(offset), path, message }));
  const isDouble = ({ message }: FileProblem) => message.startsWith('is there twice');
  return {
    file,
    value,
    problems: found.filter((one) => !isDouble(one)),
    doubles: found.filter(isDouble),
    locate: (path) => positionOf(offsetOf(path)),
  };
}

/** The name of a file without its ending. */
export const stemOf = (file: string): string => basename(file).replace(ENDING, '');
