/** From what was gathered to a catalog, with everything that is wrong at its place in the files. */
import type { Place, Problem, Section } from '../../../functions/catalog/model/import/problem.ts';
import { readSection, together } from '../../../functions/catalog/model/import/read-section.ts';
import type { CatalogFolder, Located } from '../folder.ts';
import type { Path, SourceDocument } from './documents.ts';
import type { Draft, Gathering, Remark } from './gathering.ts';

/** A catalog that was made of the files of a convention. */
export interface Converted extends Omit<CatalogFolder, 'files'> {
  /** Records that only have to be there: `teams payments`. */
  readonly implied: ReadonlySet<string>;
}

export const keyOf = (section: Section, id: string): string => `${section} ${id}`;

/** @param source what was named: places of what is nowhere */
export function assembled(
  { drafts, remarks }: Gathering,
  documents: readonly SourceDocument[],
  source: string,
): Converted {
  const { taken, doubles } = withoutDoubles(drafts);
  const bySection = Map.groupBy(taken.values(), ({ section }) => section);
  const locate = ({ section, path }: Place) => placeOf(taken, section, path, source);
  const read = [...bySection].map(([section, own]) => readSection(section, valuesOf(own)));
  const misfits = read.flatMap(({ problems }) => problems.map((one) => ({ ...one, ...locate(one.place) })));
  return {
    catalog: together(read.map(({ catalog }) => catalog)),
    problems: [...documents.flatMap(inDocument), ...counted(remarks).map(located), ...doubles, ...misfits],
    implied: new Set([...taken].flatMap(([key, { isImplied }]) => (isImplied ? [key] : []))),
    unfit: Object.assign({}, ...read.map(({ unfit }) => unfit)),
    sections: [],
    isHandbook: false,
    locate,
  };
}

/** The first of two of one name is taken; one that is only implied gives way. */
function withoutDoubles(drafts: readonly Draft[]) {
  const taken = new Map<string, Draft>();
  const doubles: Located[] = [];
  for (const one of drafts) {
    const key = keyOf(one.section, one.id);
    const before = taken.get(key);
    if (before === undefined || (before.isImplied && !one.isImplied)) taken.set(key, one);
    else if (!one.isImplied) doubles.push(doubled(one, before));
  }
  return { taken, doubles };
}

function doubled({ section, id, at }: Draft, before: Draft): Located {
  const { file } = before.at.document;
  const { line } = before.at.document.locate(before.at.path);
  const where = file === at.document.file ? `line ${line}` : `${file}:${line}`;
  return {
    ...problem('warning', 'rule', section, `stands twice, first in ${where}: that one is taken`),
    path: [id],
    file: at.document.file,
    ...at.document.locate(at.path),
  };
}

const valuesOf = (drafts: readonly Draft[]) =>
  new Map(
    drafts.map(({ id, fields }) => [id, new Map([...fields].map(([name, { value }]) => [name, value]))]),
  );

function placeOf(taken: ReadonlyMap<string, Draft>, section: Section, path: Path, source: string) {
  const [id, field, ...below] = path;
  const found = id === undefined ? undefined : taken.get(keyOf(section, String(id)));
  if (found === undefined) return { file: source, path, line: 1, column: 1 };
  const { document, path: at } = found.fields.get(String(field))?.from ?? found.at;
  // The path in the catalog is what its fields are called there, which is what the message is about.
  return { file: document.file, path, ...document.locate([...at, ...below]) };
}

const problem = (
  severity: Problem['severity'],
  kind: Problem['kind'],
  section: Section,
  message: string,
): Problem => ({ severity, kind, place: { section, path: [] }, message });

function inDocument({ file, problems, doubles, locate }: SourceDocument): Located[] {
  const errors = problems.map(({ message, ...at }) => ({
    ...problem('error', 'shape', 'features', message),
    file,
    ...at,
    path: at.path.length === 0 ? [] : ['', ...at.path],
  }));
  const twice = doubles.map(({ path, line, column }) => ({
    ...problem(
      'warning',
      'shape',
      'features',
      `is there twice, first in line ${locate(path).line}: that one is taken`,
    ),
    file,
    line,
    column,
    path: ['', ...path],
  }));
  return [...errors, ...twice];
}

/** A remark, and how often it was made. */
type Counted = Remark & { readonly times: number };

function counted(remarks: readonly Remark[]): readonly Counted[] {
  const all = new Map<string, Counted>();
  for (const [at, remark] of remarks.entries()) {
    const key = remark.isCounted ? JSON.stringify([labelOf(remark), remark.message]) : String(at);
    all.set(key, { ...(all.get(key) ?? remark), times: (all.get(key)?.times ?? 0) + 1 });
  }
  return [...all.values()];
}

/** What the file calls it, without the record and places in lists. */
const labelOf = ({ path, about: { above } }: Pick<Remark, 'path' | 'about'>): Path =>
  path.slice(above).filter((step) => typeof step === 'string');

function located({ document, path, severity, kind, about, message, times }: Counted): Located {
  const isMany = times > 1;
  const below = isMany ? labelOf({ path, about }) : path.slice(about.above);
  const isOfDocument = path.length === 0 && about.id === undefined;
  return {
    ...problem(
      severity,
      kind,
      about.section,
      isMany ? `${message} (${times} times, the first here)` : message,
    ),
    path: isOfDocument ? [] : [(isMany ? undefined : about.id) ?? '', ...below],
    file: document.file,
    ...document.locate(path),
  };
}
