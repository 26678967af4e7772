/**
 * What people wrote, made ready for a record's schema: a field of no use is said, with the name that was probably
 * meant, and null is what it means, unknown. A reader gives a map as a `Map`, JSON as an object: both are taken.
 */
import * as z from 'zod';
import { nearest } from '../../../../events/nearest.ts';
import { inWords } from '../../../../events/words.ts';

export type Path = readonly (string | number)[];
export type Complain = (path: Path, message: string) => void;

/** The one key that cannot be set on an object like any other; what reads maps leaves it out. */
export const isReserved = (name: string) => name === '__proto__';
export const RESERVED_NAME = 'is a name that nothing can have';

/** The entries of a map in the order of their file, which an object keeps for no key that is a number; undefined for another value. */
export function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (value instanceof Map) return [...value].map(([key, entry]) => [String(key), entry]);
  const isMap =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
  return isMap ? Object.entries(value) : undefined;
}

/** The value as its schema takes it; complains of every key that is no field, which is then left out. */
export function tidy(schema: z.core.$ZodType, value: unknown, path: Path, complain: Complain): unknown {
  const bare = withoutNull(schema);
  if (bare instanceof z.ZodUnknown) return value;
  if (Array.isArray(value)) {
    if (!(bare instanceof z.ZodArray)) return value;
    return value.map((entry, index) => tidy(bare.element, entry, [...path, index], complain));
  }
  const entries = entriesOf(value);
  if (entries === undefined) return value;
  if (bare instanceof z.ZodObject) return fields(bare.shape, entries, path, complain);
  for (const [key] of entries) if (isReserved(key)) complain([...path, key], RESERVED_NAME);
  return Object.fromEntries(entries);
}

function fields(shape: z.core.$ZodShape, entries: [string, unknown][], path: Path, complain: Complain) {
  const known: [string, unknown][] = [];
  for (const [key, entry] of entries) {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    const at = [...path, key];
    if (field === undefined) complain(at, `is no known field${hint(key, Object.keys(shape))}`);
    else if (entry !== null) known.push([key, tidy(field, entry, at, complain)]);
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
export function inCatalogWords(issue: z.core.$ZodRawIssue): string {
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
