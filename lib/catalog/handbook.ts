/**
 * The handbook convention: product data as `features.yml`, `product_teams.yml` and their vocabularies, under field
 * names of its own. What it says is turned into the sections of a catalog; what is no answer there is unknown here.
 */
import type { Section } from '../../functions/catalog/model/import/problem.ts';
import { type HandbookField, handbookFeature, handbookPerson, handbookTeam, handbookTerm } from './handbook-fields.ts';

type Path = readonly (string | number)[];
type Fields = ReadonlyMap<string, unknown>;

/** A section as the handbook convention keeps it. */
export interface HandbookFile {
  readonly section: Section;
  /** Without its ending. */
  readonly name: string;
  readonly fields: readonly HandbookField[];
}

export const handbookFiles: readonly HandbookFile[] = [
  { section: 'teams', name: 'product_teams', fields: handbookTeam },
  { section: 'people', name: 'team', fields: handbookPerson },
  { section: 'features', name: 'features', fields: handbookFeature },
  { section: 'maturity', name: 'maturity_levels', fields: handbookTerm },
  { section: 'compatibility', name: 'code_hosts', fields: handbookTerm },
  { section: 'deployment', name: 'deployment_options', fields: handbookTerm },
  { section: 'use-cases', name: 'use_cases', fields: handbookTerm },
];

/** The files that tell a folder of this convention; `features.yml` is in both. */
export const handbookSigns: readonly string[] = [
  'product_teams',
  'maturity_levels',
  'code_hosts',
  'deployment_options',
];

/** What was turned into unknown, at a path of the file. */
export interface Remark {
  readonly path: Path;
  readonly message: string;
}

/** The value of a file as the section of a catalog has it. Fields that it knows nothing of are left alone: a handbook holds more than product data. */
export function translated(
  { fields }: HandbookFile,
  value: unknown,
): { readonly value: unknown; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  if (!isMap(value)) return { value, remarks };
  const entries = [...value].map(([id, raw]) => {
    const remark = (key: string, message: string) => remarks.push({ path: [id, key], message });
    return [id, isMap(raw) ? record(fields, raw, remark) : raw] as const;
  });
  return { value: new Map(entries), remarks };
}

const isMap = (value: unknown): value is Fields => value instanceof Map;

function record(
  fields: readonly HandbookField[],
  raw: Fields,
  remark: (key: string, message: string) => void,
) {
  const found = new Map<string, unknown>();
  for (const { path, from, take } of fields) {
    const key = keyIn(raw, from);
    const value = raw.get(key);
    if (value == null) continue;
    const taken = take(value);
    if ('value' in taken) put(found, path, taken.value);
    else remark(key, taken.unknown);
  }
  return found;
}

const keyIn = (raw: Fields, from: readonly string[]): string =>
  from.find((name) => raw.has(name)) ?? from[0] ?? '';

function put(fields: Map<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) fields.set(first, value);
  else {
    const inner = fields.get(first);
    const below = inner instanceof Map ? inner : new Map<string, unknown>();
    put(below, rest, value);
    fields.set(first, below);
  }
}

/** Where the file has what a record has at a path. */
export function originalPath({ fields }: HandbookFile, value: unknown, path: Path): Path {
  const [id, ...rest] = path;
  if (id === undefined || rest.length === 0) return path;
  const field = fields.find((one) => one.path.every((step, index) => rest[index] === step));
  if (field === undefined) return [id];
  const raw = isMap(value) ? value.get(String(id)) : undefined;
  const key = keyIn(isMap(raw) ? raw : new Map(), field.from);
  return [id, key, ...rest.slice(field.path.length)];
}
