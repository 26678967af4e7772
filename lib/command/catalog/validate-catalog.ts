/**
 * `init` and `validate`: a folder of catalog files, without any ledger. What is wrong with it is printed a line each, as compilers
 * do: `features.yml:12:3: error: feature search: …`.
 */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import type { Section } from '../../../functions/catalog/model/import/problem.ts';
import type { Catalog, RecordSection } from '../../../functions/catalog/model/import/records.ts';
import { validateCatalog } from '../../../functions/catalog/model/import/validate.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { chooseFiles } from '../../catalog/choose-files.ts';
import type { ConventionName } from '../../catalog/conventions/names.ts';
import { type CatalogFolder, type Located, readFolder } from '../../catalog/folder.ts';
import { sectionWords } from '../../catalog/sections.ts';
import { CatalogUnreadableError } from '../../catalog/unreadable.ts';
import { writeStarter } from '../../catalog/write-folder.ts';
import { amount, type Surroundings, type Terminal } from '../terminal.ts';
import { readForeign, type SourceOptions } from './foreign-source.ts';

/** @throws {CatalogFolderTakenError} when the folder holds a catalog and `force` is not given */
export async function runInit(
  terminal: Terminal,
  directory: string,
  { force }: { readonly force?: boolean },
): Promise<void> {
  const files = await writeStarter(directory, { force });
  terminal.out(`Wrote ${files.join(', ')} to ${directory}.`);
  terminal.out(`Make them yours, then look: npm run --silent shipshape -- validate ${directory}`);
}

/** Ends with 1 when the catalog has errors. @throws {CatalogUnreadableError} when there is no catalog to read */
export async function runValidate(
  { terminal, now }: Pick<Surroundings, 'terminal' | 'now'>,
  directory: string,
  { json, ...options }: ValidateOptions,
): Promise<void> {
  const { read } = await readCatalogFrom(directory, options, options.at ?? now);
  const { problems, files } = validated(read(undefined), undefined, {
    allowUnregistered: isForeign(options),
  });
  if (json) terminal.out(problemsAsJson(problems, files));
  else for (const line of [...problems.map(lineOf), countLine(problems, files)]) terminal.out(line);
  if (hasErrors(problems)) terminal.end(1);
}

export interface ValidateOptions extends CatalogOptions {
  readonly json?: boolean;
  /** UTC instant; now where absent. */
  readonly at?: string;
}

/** A folder as it was read, not yet validated. */
export interface ReadCatalog {
  readonly folder: CatalogFolder;
  readonly files: number;
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

/** By which convention the files are read. */
export interface CatalogOptions extends Omit<SourceOptions, 'from'> {
  readonly from?: ConventionName | 'handbook' | undefined;
}

/** Whether the files are those of somebody else: they add to the catalog, and are not it. */
export const isForeign = ({ from }: CatalogOptions): boolean => from !== undefined && from !== 'handbook';

/** What was read, once it is known which catalog it is read for. */
export interface CatalogReading {
  read(known: Known | undefined): ReadCatalog;
  /** Whether a record only has to be there. */
  isImplied(section: RecordSection, id: string): boolean;
}

/**
 * @param at the moment of the import, UTC
 * @throws {CatalogUnreadableError} when there is no catalog to read
 */
export async function readCatalogFrom(
  path: string,
  { from, ...options }: CatalogOptions,
  at: string,
): Promise<CatalogReading> {
  if (from === undefined || from === 'handbook') {
    const read = await readCatalog(path);
    if (from === 'handbook' && read.folder.convention !== from)
      throw new CatalogUnreadableError(`${path}: this is no handbook: it has no product_teams.yml`);
    return { read: () => read, isImplied: () => false };
  }
  const source = await readForeign(from, path, options, at.slice(0, 10));
  let implied: CatalogReading['isImplied'] = () => false;
  return {
    read(known) {
      const { folder, isImplied } = source.as(known);
      implied = isImplied;
      return { folder, files: source.files, sections: [] };
    },
    isImplied: (section, id) => implied(section, id),
  };
}

/** @throws {CatalogUnreadableError} when there is no catalog to read */
export async function readCatalog(directory: string): Promise<ReadCatalog> {
  const folder = await readFolder(directory);
  const { files } = chooseFiles(await readdir(directory));
  return { folder, files: files.length, sections: files.map(({ section }) => section) };
}

/** @param known what is known where it is to be imported; undefined where that is not asked */
export function validated(
  { folder, sections, files }: ReadCatalog,
  known?: Known,
  { allowUnregistered }: Options = {},
): ValidCatalog {
  const isWhole = sections.every((section) => section === 'rubric' || speaksOf(folder.catalog, section));
  const found = validateCatalog(folder.catalog, known, {
    allowUnregistered,
    misfits: folder.problems,
    compileCheck: check,
  });
  // While a file cannot be read, the names in it are unknown: nobody is told that they are missing.
  const said = isWhole ? found : found.filter(({ kind }) => kind !== 'reference');
  const problems = [...folder.problems, ...said.map((one) => ({ ...one, ...folder.locate(one.place) }))];
  return { catalog: folder.catalog, problems: problems.sort(byPlace), files };
}

/** Its message follows the place of the rule. */
function check(text: string): ReturnType<typeof compileCheck> {
  const read = compileCheck(text);
  return read.ok ? read : { ok: false, message: `is no rule: ${read.message}` };
}

/** Nothing refers to the rubric. Where another section could not be read, names that refer to it cannot be checked. */
function speaksOf({ vocabularies, ...catalog }: CatalogFolder['catalog'], section: Section): boolean {
  const part = Object.entries({ ...vocabularies, ...catalog }).find(([name]) => name === section);
  return part?.[1] !== undefined;
}

const byPlace = (a: Located, b: Located) =>
  (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column;

export const lineOf = ({ file, line, column, severity, ...problem }: Located): string =>
  `${file}:${line}:${column}: ${severity}: ${sentence(file, problem)}`;

function sentence(
  file: string,
  { place, path, message }: Pick<Located, 'place' | 'path' | 'message'>,
): string {
  // The rubric is one record; elsewhere the first step is the record's id.
  const [id, ...field] = place.section === 'rubric' ? ['', ...path] : path;
  const subject = [
    sectionWords[place.section].noun,
    ...(id === undefined || id === '' ? [] : [String(id)]),
  ].join(' ');
  if (field.length > 0) return `${subject}: ${spelled(field)} ${message}`;
  return path.length === 0 ? `${basename(file)} ${message}` : `${subject} ${message}`;
}

/** `categories[3].check`, `compatibility["gitlab.com"]` */
const spelled = (path: Located['path']): string =>
  path.reduce<string>((text, step, at) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return at === 0 ? step : `${text}.${step}`;
  }, '');

const errorsIn = (problems: readonly Located[]) =>
  problems.filter(({ severity }) => severity === 'error').length;
export const hasErrors = (problems: readonly Located[]): boolean => errorsIn(problems) > 0;

/** `3 errors, 1 warning in 12 files` */
export function countLine(problems: readonly Located[], files: number): string {
  const errors = errorsIn(problems);
  const warnings = problems.length - errors;
  const counts = [
    ...(errors > 0 ? [amount(errors, 'error')] : []),
    ...(warnings > 0 ? [amount(warnings, 'warning')] : []),
  ];
  const found = counts.length === 0 ? 'No problems' : counts.join(', ');
  return `${found} in ${amount(files, 'file')}.`;
}

/** `{"problems": [{"file", "line", "column", "severity", "message"}], "errors": n, "warnings": n, "files": n}` */
function problemsAsJson(problems: readonly Located[], files: number): string {
  const errors = errorsIn(problems);
  const listed = problems.map(({ file, line, column, severity, ...problem }) => ({
    file,
    line,
    column,
    severity,
    message: sentence(file, problem),
  }));
  return JSON.stringify({ problems: listed, errors, warnings: problems.length - errors, files });
}
