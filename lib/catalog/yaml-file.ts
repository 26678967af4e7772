/** One YAML file of a catalog: its plain value, what is wrong with it, and where each part of it stands. */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { type Alias, isAlias, isMap, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { CatalogFilesError, reasonOf } from './files-error.ts';
import { type Position, parseYaml } from './yaml-tokens.ts';
import { keyText, plainValue } from './yaml-value.ts';

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

/** Room for 40,000 features. */
const MAX_BYTES = 20 * 1024 * 1024;
const START: Position = { line: 1, column: 1 };

/** @throws {CatalogFilesError} when the file is missing, no file, or may not be read */
export async function readYamlFile(file: string): Promise<YamlFile> {
  const bytes = await readBytes(file);
  return typeof bytes === 'string' ? refused(bytes) : readYaml(bytes);
}

/**
 * The bytes of a file, or why it is none of a catalog.
 * @throws {CatalogUnreadableError} when the file is missing, no file, or may not be read
 */
export async function readBytes(file: string): Promise<Buffer | string> {
  const unreadable = (error: NodeJS.ErrnoException): never => {
    throw new CatalogFilesError(`${file}: ${reasonOf(error)}`);
  };
  const found = await stat(file).catch(unreadable);
  if (!found.isFile())
    throw new CatalogFilesError(`${file}: this is not a file, and a catalog is read from files`);
  // Checked before reading: what is no catalog may be larger than the memory.
  return found.size > MAX_BYTES ? sizeMessage(found.size) : readFile(file).catch(unreadable);
}

const megabytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024));
const sizeMessage = (size: number) =>
  `has ${megabytes(size)} MB, and a file of a catalog at most ${megabytes(MAX_BYTES)} MB`;

const refused = (message: string, at = START): YamlFile => ({
  value: undefined,
  problems: [{ ...at, path: [], message }],
  locate: () => START,
});

/** The text of a file, without the mark that some editors begin one with; or where it is none. */
export function decoded(bytes: Buffer): { readonly text: string } | { readonly notUtf8At: Position } {
  const text = new TextDecoder().decode(bytes);
  return isUtf8(bytes) ? { text } : { notUtf8At: positionIn(text, text.indexOf('\uFFFD')) };
}

export const NOT_UTF8 = 'is not UTF-8: save it as UTF-8';

/** Reads the bytes of a file. */
export function readYaml(bytes: Buffer): YamlFile {
  const read = decoded(bytes);
  if ('notUtf8At' in read) return refused(NOT_UTF8, read.notUtf8At);
  const { text } = read;
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

interface Part {
  /** Where its key stands, or itself where it has none. */
  readonly offset: number;
  readonly node: ParsedNode | null;
}

/** Finds the offset of the key, or the entry of a list, at a path; of the last part of the path that there is. */
export function locator(contents: ParsedNode | null, targets: ReadonlyMap<Alias, ParsedNode>) {
  const indexes = new WeakMap<YAMLMap.Parsed, ReadonlyMap<string, Part>>();
  const indexOf = (map: YAMLMap.Parsed) => {
    const index = indexes.get(map) ?? indexed(map);
    indexes.set(map, index);
    return index;
  };
  const partOf = (node: ParsedNode | null, step: string | number): Part | undefined => {
    const target = isAlias(node) ? targets.get(node) : node;
    if (isMap(target)) return indexOf(target).get(spelt(step));
    const item = isSeq(target) ? target.items[Number(step)] : undefined;
    return item === undefined ? undefined : { offset: item.range[0], node: item };
  };
  return (path: readonly (string | number)[]): number => {
    let part: Part = { offset: contents?.range[0] ?? 0, node: contents };
    for (const step of path) {
      const next = partOf(part.node, step);
      if (next === undefined) break;
      part = next;
    }
    return part.offset;
  };
}

/** By the names that records have once they are read: two encodings of an é are one. */
const spelt = (step: string | number) => String(step).normalize('NFC');

function indexed({ items }: YAMLMap.Parsed): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const { key, value } of items) {
    const name = keyText(key);
    // The first of two is the one that is read.
    if (name !== undefined && !parts.has(spelt(name)))
      parts.set(spelt(name), { offset: key.range[0], node: value });
  }
  return parts;
}
