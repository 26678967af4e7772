/** Which files of a folder hold which section, and which files it has no use for. */
import { nearest } from '../../events/nearest.ts';
import { type Section, sections } from '../../functions/catalog/model/import/problem.ts';
import { type HandbookFile, handbookFiles, handbookSigns } from './handbook.ts';

/** A file that holds a section. */
export interface ChosenFile {
  readonly section: Section;
  readonly file: string;
  /** How to read it where it is of the handbook convention. */
  readonly handbook?: HandbookFile | undefined;
}

export interface Misplaced extends ChosenFile {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface Choice {
  readonly isHandbook: boolean;
  readonly files: readonly ChosenFile[];
  readonly misplaced: readonly Misplaced[];
}

/** A section and the name of a file that may hold it, without its ending. */
interface Candidate extends Omit<ChosenFile, 'file'> {
  readonly name: string;
}

const own: readonly Candidate[] = sections.map((section) => ({ section, name: section }));
/** A section that a handbook has no file for can stand beside it. */
const handbook: readonly Candidate[] = [
  ...handbookFiles.map((file) => ({ section: file.section, name: file.name, handbook: file })),
  ...own.filter(({ name }) => name !== 'features'),
];

const ENDING = /\.ya?ml$/i;
const stemOf = (file: string) => file.replace(ENDING, '');
/** `teams.yml` before `teams.yaml`, which is taken where it is the only one. */
const filesOf = (name: string) => [`${name}.yml`, `${name}.yaml`];

/** Chooses among the names of a folder's entries. */
export function chooseFiles(names: readonly string[]): Choice {
  const present = names.filter((name) => ENDING.test(name) && !name.startsWith('.')).sort();
  const isHandbook = present.some((name) => handbookSigns.flatMap(filesOf).includes(name));
  const candidates = isHandbook ? handbook : own;
  const found = candidates.flatMap(({ name, ...of }) =>
    filesOf(name).flatMap((file) => (present.includes(file) ? [{ ...of, file }] : [])),
  );
  const firstOf = (section: Section) => found.find((one) => one.section === section)?.file;
  const doubles = found
    .filter(({ section, file }) => firstOf(section) !== file)
    .map((one) => ({ ...one, severity: 'error' as const, message: double(firstOf(one.section) ?? '') }));
  const unknown = present
    .filter((name) => !found.some(({ file }) => file === name))
    .flatMap((name) => unknownFile(name, candidates, present, isHandbook));
  return {
    isHandbook,
    files: found.filter(({ section, file }) => firstOf(section) === file),
    misplaced: [...doubles, ...unknown],
  };
}

const double = (first: string) => `is in this file and in ${first}: keep one of them`;

/** A handbook has many other files; only one that is nearly ours, and missing, is worth a word. */
function unknownFile(
  file: string,
  candidates: readonly Candidate[],
  present: readonly string[],
  isHandbook: boolean,
): Misplaced[] {
  const missing = candidates.filter(({ name }) => !filesOf(name).some((one) => present.includes(one)));
  const near = nearest(
    stemOf(file),
    missing.map(({ name }) => name),
  );
  if (near === undefined && isHandbook) return [];
  const section = missing.find(({ name }) => name === near)?.section ?? 'teams';
  const hint = near === undefined ? ': nothing in it is read' : `, did you mean ${near}.yml?`;
  return [{ section, file, severity: 'warning', message: `is no file of a catalog${hint}` }];
}
