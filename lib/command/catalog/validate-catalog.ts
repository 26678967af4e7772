/**
 * `init` and `validate`: a folder of catalog files, without any ledger. What is wrong with it is printed a line each, as compilers
 * do: `features.yml:12:3: error: feature search: …`.
 */

import { basename } from 'node:path';
import type { Known } from '../../../functions/catalog/model/import/known.ts';
import type { Section } from '../../../functions/catalog/model/import/problem.ts';
import { validateCatalog } from '../../../functions/catalog/model/import/validate.ts';
import { compileCheck } from '../../../functions/grades/model/check-rule.ts';
import { plural } from '../../../functions/outline/plural.ts';
import { COMMAND } from '../../called.ts';
import type { CatalogFolder, Located } from '../../catalog/folder.ts';
import { sectionWords } from '../../catalog/sections.ts';
import { writeStarter } from '../../catalog/write-folder.ts';
import type { Surroundings, Terminal } from '../terminal.ts';
import { type CatalogOptions, isForeign, readCatalog } from './read-catalog.ts';

/** @throws {CatalogFilesError} when the folder holds a catalog and `force` is not given */
export async function runInit(
  terminal: Terminal,
  directory: string,
  { force }: { readonly force?: boolean },
): Promise<void> {
  const files = await writeStarter(directory, { force });
  terminal.out(`Wrote ${files.join(', ')} to ${directory}.`);
  terminal.out(`Make them yours, then look: ${COMMAND} validate ${directory}`);
}

/** Ends with 1 when the catalog has errors. @throws {CatalogFilesError} when there is no catalog to read */
export async function runValidate(
  { terminal, now }: Pick<Surroundings, 'terminal' | 'now'>,
  directory: string,
  { json, ...options }: ValidateOptions,
): Promise<void> {
  const { read } = await readCatalog(directory, options, options.at ?? now);
  const folder = read(undefined);
  const { files } = folder;
  const problems = problemsOf(folder, undefined, { allowUnregistered: isForeign(options) });
  if (json) terminal.out(problemsAsJson(problems, files));
  else for (const line of [...problems.map(lineOf), countLine(problems, files)]) terminal.out(line);
  if (hasErrors(problems)) terminal.end(1);
}

export interface ValidateOptions extends CatalogOptions {
  readonly json?: boolean;
  /** UTC instant; now where absent. */
  readonly at?: string;
}

interface Options {
  readonly allowUnregistered?: boolean | undefined;
}

/**
 * All that is wrong with a catalog, in the order of files and lines.
 * @param known what is known where it is to be imported; undefined where that is not asked
 */
export function problemsOf(
  { catalog, unfit, sections, problems, locate }: CatalogFolder,
  known?: Known,
  { allowUnregistered }: Options = {},
): Located[] {
  // While a file cannot be read, the names in it are unknown: none of them is reported as missing.
  const unread = sections.filter((section) => section !== 'rubric' && !speaksOf(catalog, section));
  const options = { allowUnregistered, misfits: problems, unfit, unread, compileCheck: check };
  const found = validateCatalog(catalog, known, options);
  return [...problems, ...found.map((one) => ({ ...one, ...locate(one.place) }))].sort(byPlace);
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
  { kind, place, path, message }: Pick<Located, 'kind' | 'place' | 'path' | 'message'>,
): string {
  // The rubric is one record; elsewhere the first step is the record's id.
  const [id, ...field] = place.section === 'rubric' ? ['', ...path] : path;
  const subject = [
    sectionWords[place.section].noun,
    ...(id === undefined || id === '' ? [] : [String(id)]),
  ].join(' ');
  if (field.length > 0) return `${subject}: ${spelled(field)} ${message}`;
  if (path.length > 0) return `${subject} ${message}`;
  // Of a section that no file holds, the place is the folder.
  return `${kind === 'reference' ? `${place.section}.yml` : basename(file)} ${message}`;
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
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  const found = counts.length === 0 ? 'No problems' : counts.join(', ');
  return `${found} in ${plural(files, 'file')}.`;
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
