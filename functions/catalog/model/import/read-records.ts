/**
 * Maps of records by id, as people wrote them: what fits is taken, and everything that does not is reported at once, with
 * the name that was probably meant. Null is unknown. A YAML reader gives a map as a `Map`, JSON as an object: both are read.
 */
import * as z from 'zod';
import { name } from '../../../../events/fields.ts';
import { nearest } from '../../../../events/nearest.ts';
import { inWords } from '../../../../events/words.ts';

type Path = readonly (string | number)[];
export type Complain = (path: Path, message: string) => void;

/** The one key that cannot be set on an object like any other; what reads maps leaves it out. */
const isReserved = (name: string) => name === '__proto__';
const RESERVED_NAME = 'cannot be used as a name';

/** The entries of a map in the order of their file, which an object keeps for no key that is a number; undefined for another value. */
export function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (value instanceof Map) return [...value].map(([key, entry]) => [String(key), entry]);
  const isMap =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isMap ? Object.entries(value) : undefined;
}

/**
 * The value as its schema takes it; complains of every key that is no field, which is then left out, as what is null is.
 * @param nulls its fields in which null says something
 */
export function tidy(
  schema: z.core.$ZodType,
  value: unknown,
  path: Path,
  complain: Complain,
  nulls: ReadonlySet<string> = NONE,
): unknown {
  const bare = withoutNull(schema);
  if (bare instanceof z.ZodUnknown) return value;
  if (Array.isArray(value)) {
    if (!(bare instanceof z.ZodArray)) return value;
    return value.map((entry, index) => tidy(bare.element, entry, [...path, index], complain));
  }
  const entries = entriesOf(value);
  if (entries === undefined) return value;
  if (bare instanceof z.ZodObject) return fields(bare.shape, entries, { path, nulls }, complain);
  for (const [key] of entries) if (isReserved(key)) complain([...path, key], RESERVED_NAME);
  return Object.fromEntries(entries);
}

const NONE: ReadonlySet<string> = new Set();

interface Fields {
  readonly path: Path;
  readonly nulls: ReadonlySet<string>;
}

function fields(
  shape: z.core.$ZodShape,
  entries: [string, unknown][],
  { path, nulls }: Fields,
  complain: Complain,
) {
  const known: [string, unknown][] = [];
  for (const [key, entry] of entries) {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const at = [...path, key];
    if (field === undefined) complain(at, `is no known field${hint(key, Object.keys(shape))}`);
    else if (entry !== null || nulls.has(key)) known.push([key, tidy(field, entry, at, complain)]);
  }
  return Object.fromEntries(known);
}

function hint(key: string, names: readonly string[]): string {
  const near = nearest(key, names);
  return near === undefined ? `: there ${listed(names)}` : `, did you mean ${near}?`;
}

const listed = (names: readonly string[]) =>
  names.length === 1 ? `is only ${names[0]}` : `are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function withoutNull(schema: z.core.$ZodType): z.core.$ZodType {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable;
  return isWrapped ? withoutNull(schema.unwrap()) : schema;
}

/** Words for what does not fit, with what to do where a file says something else than its writer meant. */
function inCatalogWords(issue: z.core.$ZodRawIssue): string {
  const { code, input } = issue;
  if (code === 'invalid_type' && issue.expected === 'string' && isUnquoted(input))
    return 'must be a string: put it in quotes';
  if (code === 'invalid_union' && input !== undefined) {
    const words = issue.errors.flatMap(([first]) => (first === undefined ? [] : [first.message]));
    return [...new Set(words)].join(', or ');
  }
  return inWords(issue);
}

/** What YAML takes for a number, a truth or a date though a name or a text was meant. */
const isUnquoted = (input: unknown) =>
  typeof input === 'number' || typeof input === 'boolean' || input instanceof Date;

interface Bounds<Record> {
  /** To fill: records that do not fit, with those of their fields that do. */
  readonly unfit?: Map<string, Partial<Record>>;
  readonly most?: number;
  /** Their fields in which null says something else than that nothing is known. */
  readonly nulls?: ReadonlySet<string> | undefined;
  /** What the ids of the records are. */
  readonly ids?: () => Pick<z.ZodType<string>, 'safeParse'>;
}

/** Reads a map of records by id; a record that does not fit is complained of and left out. */
export function readRecords<Record>(
  schema: z.ZodType<Record>,
  value: unknown,
  path: Path,
  complain: Complain,
  { most = Number.POSITIVE_INFINITY, ids = name, unfit, nulls }: Bounds<Record> = {},
): ReadonlyMap<string, Record> {
  const found = new Map<string, Record>();
  const names = new Set<string>();
  const entries = entriesOf(value ?? {});
  if (entries === undefined) complain(path, 'must be a map: an id, a colon, and its fields below it');
  if (entries !== undefined && entries.length > most)
    complain(path, `has ${entries.length} entries, the most is ${most}`);
  for (const [key, raw] of entries ?? []) {
    const at = [...path, key];
    const own = readName(ids(), key, names, at, complain);
    if (own === undefined) continue;
    const { record, parts } = readRecord(schema, raw ?? {}, at, complain, nulls);
    if (record !== undefined) found.set(own, record);
    else if (parts !== undefined) unfit?.set(own, parts);
  }
  return found;
}

/** @param names those that were there before, to which it is added */
function readName(
  ids: Pick<z.ZodType<string>, 'safeParse'>,
  key: string,
  names: Set<string>,
  path: Path,
  complain: Complain,
): string | undefined {
  const { data, error } = ids.safeParse(key);
  if (isReserved(key)) complain(path, RESERVED_NAME);
  else if (data === undefined) complain(path, `is a name that ${error?.issues[0]?.message}`);
  else if (names.has(data)) complain(path, 'is there twice, in two spellings of its letters');
  if (isReserved(key) || data === undefined || names.has(data)) return undefined;
  names.add(data);
  return data;
}

/** Reads one record; when it does not fit, those of its fields that do. */
function readRecord<Record>(
  schema: z.ZodType<Record>,
  raw: unknown,
  path: Path,
  complain: Complain,
  nulls: ReadonlySet<string> | undefined,
): { readonly record?: Record | undefined; readonly parts?: Partial<Record> | undefined } {
  let fits = true;
  const misfit = (at: Path, message: string) => {
    fits = false;
    complain(at, message);
  };
  const tidied = tidy(schema, raw, path, misfit, nulls);
  const record = fitted(schema, tidied, path, misfit);
  return fits ? { record } : { parts: partsOf(schema, tidied) };
}

function partsOf<Record>(schema: z.ZodType<Record>, value: unknown): Partial<Record> | undefined {
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  const fitting = (entriesOf(value) ?? []).flatMap(([key, entry]) => {
    const field = Object.hasOwn(shape, key) ? shape[key]?.safeParse(entry) : undefined;
    return field?.success ? [[key, field.data] as const] : [];
  });
  const parts: unknown = Object.fromEntries(fitting);
  return isPartOf<Record>(shape, parts) ? parts : undefined;
}

/** Whether all fields that are there are fields of the record with this shape. */
const isPartOf = <Record>(shape: z.ZodRawShape, value: unknown): value is Partial<Record> =>
  z.object(shape).partial().safeParse(value).success;

/** What is tidy already, as its schema gives it; undefined when it does not fit. */
export function fitted<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  path: Path,
  complain: Complain,
): Value | undefined {
  const read = schema.safeParse(value, { error: inCatalogWords, reportInput: true });
  for (const [at, message] of firstOfEach(read.error?.issues ?? [], path)) complain(at, message);
  return read.data;
}

/** One message a place: a value of the wrong kind fails more than one check. */
function firstOfEach(issues: readonly z.core.$ZodIssue[], path: Path): Iterable<readonly [Path, string]> {
  const found = new Map<string, readonly [Path, string]>();
  for (const { path: below, input, message } of issues) {
    const at = [...path, ...below.map((step) => (typeof step === 'number' ? step : String(step)))];
    const key = JSON.stringify(at);
    if (!found.has(key)) found.set(key, [at, input === undefined ? 'is missing' : message]);
  }
  return found.values();
}
