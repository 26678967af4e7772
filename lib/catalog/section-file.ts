/** One file of a catalog, read into its section, and where each part of the section stands in the file. */
import type { Place, Problem } from '../../functions/catalog/model/import/problem.ts';
import { readSection } from '../../functions/catalog/model/import/read-section.ts';
import type { Catalog } from '../../functions/catalog/model/import/records.ts';
import type { ChosenFile } from './choose-files.ts';
import { originalPath, translated } from './handbook.ts';
import { type FileProblem, readYamlFile } from './yaml-file.ts';
import type { Position } from './yaml-tokens.ts';

/** A place in a file. */
export interface FilePlace extends Position {
  readonly file: string;
  /** What the file calls it, which in a handbook differs from the names of a record's fields. */
  readonly path: Place['path'];
}

export type Located = Problem & FilePlace;

export interface SectionFile {
  /** Holds this section and no other; nothing where the file could not be understood. */
  readonly catalog: Catalog;
  readonly problems: readonly Located[];
  locate(path: Place['path']): FilePlace;
}

/** @throws {CatalogUnreadableError} when the file may not be read, or is none */
export async function readSectionFile(path: string, { section, handbook }: ChosenFile): Promise<SectionFile> {
  const yaml = await readYamlFile(path);
  const inFile = (one: Place['path']): FilePlace => ({ file: path, path: one, ...yaml.locate(one) });
  const locate = (one: Place['path']) =>
    inFile(handbook === undefined ? one : originalPath(handbook, yaml.value, one));
  const problems: Located[] = yaml.problems.map((problem) => ({
    ...shape(section, problem),
    ...problem,
    file: path,
  }));
  if (yaml.value === undefined) return { catalog: { vocabularies: {} }, problems, locate };
  const plain = handbook === undefined ? yaml : translated(handbook, yaml.value);
  const remarks = 'remarks' in plain ? plain.remarks : [];
  const read = readSection(section, plain.value);
  problems.push(
    ...remarks.map((one) => ({ ...shape(section, one, 'warning'), ...inFile(one.path) })),
    ...read.problems.map((one) => ({ ...one, ...locate(one.place.path) })),
  );
  return { catalog: read.catalog, problems, locate };
}

const shape = (
  section: Place['section'],
  { path, message }: Pick<FileProblem, 'path' | 'message'>,
  severity: Problem['severity'] = 'error',
): Problem => ({ severity, kind: 'shape', place: { section, path }, message });
