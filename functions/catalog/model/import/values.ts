/** Values as catalogs compare them: null and absent are one, and so is a map that knows nothing. */
import { isSameJson } from '../../../../events/canonical-json.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value without what is unknown in it; `undefined` when nothing is left. An empty list is left: it says that there is none. */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => bare(entry) ?? null);
  if (!isMap(value)) return value ?? undefined;
  const known = Object.entries(value)
    .map(([key, member]) => [key, bare(member)] as const)
    .filter(([, member]) => member !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The fields of a record that are known. */
export function knownFields(record: Fields): Fields {
  const known = bare(record);
  return isMap(known) ? known : {};
}

export const isSame = (a: unknown, b: unknown): boolean => a === b || isSameJson(bare(a), bare(b));

const byName = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** The fields that differ, as they are now; null where one is unknown now. */
export function changedFields(before: Fields, after: Fields): Fields {
  const names = byName([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    names
      .filter((name) => !isSame(before[name], after[name]))
      .map((name) => [name, bare(after[name]) ?? null]),
  );
}

/** A map without some of its keys. */
export const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** The keys of maps, each once and sorted, so that nothing depends on the order of files. */
export const idsOf = (...maps: (ReadonlyMap<string, unknown> | undefined)[]): string[] =>
  byName(maps.flatMap((map) => [...(map?.keys() ?? [])]));
