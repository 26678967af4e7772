/** A catalog's folder, read and validated: what it says, and all that is wrong with it. */
import { readdir } from 'node:fs/promises';
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import type { Section } from '../../../functions/catalog/model/import/problem.ts';
import type { Catalog } from '../../../functions/catalog/model/import/records.ts';
import { validateCatalog } from '../../../functions/catalog/model/import/validate.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { chooseFiles } from '../../catalog/choose-files.ts';
import { type CatalogFolder, readFolder } from '../../catalog/folder.ts';
import type { Located } from '../../catalog/section-file.ts';

/** A folder as it was read, not yet validated. */
export interface ReadCatalog {
  readonly folder: CatalogFolder;
  /** The sections that it has files of. */
  readonly sections: readonly Section[];
}

export interface ValidCatalog {
  readonly catalog: Catalog;
  /** In the order of files and lines. */
  readonly problems: readonly Located[];
  /** How many files were read. */
  readonly files: number;
}

interface Options {
  readonly allowUnregistered?: boolean | undefined;
}

/** @throws {CatalogUnreadableError} when there is no catalog to read */
export async function readCatalog(directory: string): Promise<ReadCatalog> {
  const folder = await readFolder(directory);
  const { files } = chooseFiles(await readdir(directory));
  return { folder, sections: files.map(({ section }) => section) };
}

/** @param known what is known where it is to be imported; undefined where that is not asked */
export function validated(
  { folder, sections }: ReadCatalog,
  known?: Known,
  { allowUnregistered }: Options = {},
): ValidCatalog {
  const isWhole = sections.every((section) => section === 'rubric' || speaksOf(folder.catalog, section));
  const found = validateCatalog(folder.catalog, known, {
    allowUnregistered,
    misfits: folder.problems,
    compileCheck: check,
  });
  // While a file cannot be read, whatever is in it is no known name.
  const said = isWhole ? found : found.filter(({ kind }) => kind !== 'reference');
  const problems = [...folder.problems, ...said.map((one) => ({ ...one, ...folder.locate(one.place) }))];
  return { catalog: folder.catalog, problems: problems.sort(byPlace), files: sections.length };
}

/** In words that follow the place of the rule. */
function check(text: string): ReturnType<typeof compileCheck> {
  const read = compileCheck(text);
  return read.ok ? read : { ok: false, message: `is no rule: ${read.message}` };
}

/** Nobody refers to the rubric; what another section would be named by is missing with it. */
function speaksOf({ vocabularies, ...catalog }: CatalogFolder['catalog'], section: Section): boolean {
  const part = Object.entries({ ...vocabularies, ...catalog }).find(([name]) => name === section);
  return part?.[1] !== undefined;
}

const byPlace = (a: Located, b: Located) =>
  (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column;
