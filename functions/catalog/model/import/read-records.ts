/** Maps of records by id: what fits is kept, and all that does not is said at once. */
import type * as z from 'zod';
import { id } from '../../../../events/fields.ts';
import {
  type Complain,
  entriesOf,
  inCatalogWords,
  isReserved,
  type Path,
  RESERVED_NAME,
  tidy,
} from './tidy.ts';

/** Reads a map of records by id; a record that does not fit is complained of and left out. */
export function readRecords<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: Path,
  complain: Complain,
  most = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, z.output<Schema>> {
  const found = new Map<string, z.output<Schema>>();
  const entries = entriesOf(value ?? {});
  if (entries === undefined) complain(path, 'must be a map: an id, a colon, and its fields below it');
  if (entries !== undefined && entries.length > most)
    complain(path, `has ${entries.length} entries, the most is ${most}`);
  for (const [key, raw] of entries ?? []) {
    const at = [...path, key];
    const name = readName(key, at, complain);
    if (name === undefined) continue;
    if (found.has(name)) complain(at, 'is there twice, in two spellings of its letters');
    if (found.has(name)) continue;
    const record = readRecord(schema, raw ?? {}, at, complain);
    if (record !== undefined) found.set(name, record);
  }
  return found;
}

function readName(key: string, path: Path, complain: Complain): string | undefined {
  const read = id.safeParse(key);
  if (isReserved(key)) complain(path, RESERVED_NAME);
  else if (!read.success) complain(path, `is a name that ${read.error.issues[0]?.message}`);
  return isReserved(key) ? undefined : read.data;
}

/** Reads one record; undefined when it does not fit. */
export function readRecord<Schema extends z.ZodType>(
  schema: Schema,
  raw: unknown,
  path: Path,
  complain: Complain,
): z.output<Schema> | undefined {
  let fits = true;
  const misfit = (at: Path, message: string) => {
    fits = false;
    complain(at, message);
  };
  const read = fitted(schema, tidy(schema, raw, path, misfit), path, misfit);
  return fits ? read : undefined;
}

/** What is tidy already, as its schema gives it; undefined when it does not fit. */
export function fitted<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: Path,
  complain: Complain,
): z.output<Schema> | undefined {
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
