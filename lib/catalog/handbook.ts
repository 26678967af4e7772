/**
 * The handbook convention: product data as `features.yml`, `product_teams.yml` and their vocabularies, under field names of
 * its own. It is translated to the sections of a catalog; what is no answer there is unknown here.
 */
import * as z from 'zod';
import { link, reference, webAddress } from '../../events/fields.ts';
import type { Section } from '../../functions/catalog/model/import/problem.ts';

type Path = readonly (string | number)[];
type Fields = ReadonlyMap<string, unknown>;

/** The value of a record, or why it is unknown. */
type Taken = { readonly value: unknown } | { readonly unknown: string };

interface HandbookField {
  /** Where the record has it. */
  readonly path: readonly string[];
  /** What the handbook calls it; the first that is there. */
  readonly from: readonly string[];
  take(value: unknown): Taken;
}

const asItIs = (value: unknown): Taken => ({ value });

/** In a handbook, `false` and `???` mean that nobody looked it up. */
const onlyIf =
  (schema: z.ZodType, kind: string) =>
  (value: unknown): Taken =>
    schema.safeParse(value).success ? { value } : { unknown: `is no ${kind}: taken as unknown` };

const address = onlyIf(link(), 'address');

/** `false` in place of a map says no to nothing in particular. */
const unlessFalse = (value: unknown): Taken =>
  value === false ? { unknown: 'is false as a whole: taken as unknown' } : { value };

const asList = (value: unknown): Taken => ({ value: typeof value === 'string' ? [value] : value });

const asAccount = (value: unknown): Taken => {
  const account = `github:${String(value)}`;
  return reference.safeParse(account).success
    ? { value: [account] }
    : { unknown: 'is no account: taken as unknown' };
};

const field = (path: string, from: string | readonly string[] = path, take = asItIs): HandbookField => ({
  path: path.split('.'),
  from: typeof from === 'string' ? [from] : from,
  take,
});

const handbookFeature = [
  field('title'),
  field('team', ['product_team', 'product_area']),
  field('maturity'),
  field('docsUrl', 'doc_link', address),
  field('compatibility', 'compatibility', unlessFalse),
  field('deployment', 'deployment', unlessFalse),
  field('useCases', 'use_cases', asList),
  field('note'),
];

const handbookTeam = [
  field('title'),
  field('strategyUrl', 'strategy_link', address),
  field('labels', 'issue_labels', asList),
  ...['pm', 'em', 'tl', 'design', 'pmm'].map((role) => field(`contacts.${role}`, role)),
];

const handbookPerson = [
  field('name'),
  field('email', 'email', onlyIf(z.email(), 'e-mail address')),
  field('accounts', 'github', asAccount),
];

const handbookTerm = [
  field('title'),
  field('description'),
  field('url', ['info_link', 'url'], onlyIf(webAddress(), 'web address')),
];

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

/** The files by which a folder of this convention is recognised; `features.yml` is in both conventions. */
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

/** The value of a file as the section of a catalog has it, without the fields that a catalog does not have: a handbook holds more than product data. */
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
