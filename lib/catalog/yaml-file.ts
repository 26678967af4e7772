/** One YAML file of a catalog: its plain value, what is wrong with it, and where each part of it stands. */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { locator } from './locator.ts';
import { CatalogUnreadableError, reasonOf } from './unreadable.ts';
import { type Position, parseYaml } from './yaml-tokens.ts';
import { plainValue } from './yaml-value.ts';

type Path = readonly (string | number)[];

export interface FileProblem extends Position {
  readonly path: Path;
  readonly message: string;
}

export interface YamlFile {
  /** With `Map`s for its maps; null when the file is empty, undefined when it could not be understood. */
  readonly value: unknown;
  readonly problems: readonly FileProblem[];
  /** Where the key, or the entry of a list, at a path stands; where it is missing, where that would be which holds it. */
  locate(path: Path): Position;
}

/** The most bytes of a file: 40,000 features. */
const LARGEST = 20 * 1024 * 1024;
const START: Position = { line: 1, column: 1 };

/** @throws {CatalogUnreadableError} when the file is missing, no file, or may not be read */
export async function readYamlFile(file: string): Promise<YamlFile> {
  const unreadable = (error: NodeJS.ErrnoException): never => {
    throw new CatalogUnreadableError(`${file}: ${reasonOf(error)}`);
  };
  const found = await stat(file).catch(unreadable);
  if (!found.isFile())
    throw new CatalogUnreadableError(`${file}: this is no file, a catalog is read from files`);
  // Before it is read: what is no catalog may be larger than the memory.
  if (found.size > LARGEST) return refused(sizeMessage(found.size));
  return readYaml(await readFile(file).catch(unreadable));
}

const megabytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024));
const sizeMessage = (size: number) =>
  `has ${megabytes(size)} MB, and a file of a catalog at most ${megabytes(LARGEST)} MB`;

const refused = (message: string, at = START): YamlFile => ({
  value: undefined,
  problems: [{ ...at, path: [], message }],
  locate: () => START,
});

/** Reads the bytes of a file. */
export function readYaml(bytes: Buffer): YamlFile {
  // Without the mark that some editors begin a file with.
  const text = new TextDecoder().decode(bytes);
  if (!isUtf8(bytes))
    return refused('is not UTF-8: save it as UTF-8', positionIn(text, text.indexOf('\uFFFD')));
  const { contents, errors, positionOf } = parseYaml(text);
  if (contents === undefined) {
    const problems = errors.map(({ offset, message }) => ({ ...positionOf(offset), path: [], message }));
    return { value: undefined, problems, locate: () => START };
  }
  const { value, errors: misfits, targets } = plainValue(contents);
  const problems = misfits.map(({ path, offset, message }) => ({ ...positionOf(offset), path, message }));
  const offsetOf = locator(contents, targets);
  return { value, problems, locate: (path) => positionOf(offsetOf(path)) };
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
