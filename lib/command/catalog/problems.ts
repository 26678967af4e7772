/** What is wrong with a catalog, a line each, as compilers say it: `features.yml:12:3: error: feature search: …`. */
import { basename } from 'node:path';
import type { Section } from '../../../functions/catalog/model/import/problem.ts';
import type { Located } from '../../catalog/section-file.ts';
import { amount } from '../terminal.ts';

/** What one record of a section is called. */
const records: Readonly<Record<Section, string>> = {
  teams: 'team',
  people: 'person',
  features: 'feature',
  projects: 'project',
  releases: 'release',
  rubric: 'rubric',
  calendars: 'calendar',
  sources: 'source',
  channels: 'channel',
  roadmap: 'roadmap of',
  maturity: 'maturity',
  compatibility: 'code host',
  deployment: 'deployment option',
  'use-cases': 'use case',
};

export const lineOf = ({ file, line, column, severity, ...problem }: Located): string =>
  `${file}:${line}:${column}: ${severity}: ${sentence(file, problem)}`;

function sentence(
  file: string,
  { place, path, message }: Pick<Located, 'place' | 'path' | 'message'>,
): string {
  // The rubric is one record; elsewhere the first step is the record's id.
  const [id, ...field] = place.section === 'rubric' ? ['', ...path] : path;
  const subject = [records[place.section], ...(id === undefined || id === '' ? [] : [String(id)])].join(' ');
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
export function problemsAsJson(problems: readonly Located[], files: number): string {
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
