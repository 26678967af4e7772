/**
 * What differs between two records, and the words for it. Null and absent are one, and so is a map in which nothing is
 * known.
 */
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

const sortedOnce = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** The fields that differ, as they are now; null where one is unknown now. */
export function changedFields(before: Fields, after: Fields): Fields {
  const names = sortedOnce([...Object.keys(before), ...Object.keys(after)]);
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
  sortedOnce(maps.flatMap((map) => [...(map?.keys() ?? [])]));

/** The most differences of one record that a line shows. */
const MAX = 8;
const MAX_LENGTH = 60;

/** `maturity beta -> ga; docsUrl is unknown now; compatibility.gitlab is yes`; empty when nothing differs. */
export function inWords(before: unknown, after: unknown): string {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = sortedOnce([...old.keys(), ...now.keys()]);
  const all = paths
    .filter((path) => !isSame(old.get(path), now.get(path)))
    .map((path) => difference(path, old.get(path), now.get(path)));
  return shortened(all).join('; ');
}

/**
 * A list of named parts as a map, so that differences are described part by part.
 * @param keys the fields that name a part, together
 */
export function byName(parts: unknown, ...keys: readonly string[]): Fields {
  const named = (Array.isArray(parts) ? parts : []).filter(isMap);
  return Object.fromEntries(
    named.map((part) => [keys.map((key) => String(part[key])).join(' '), without(part, keys)]),
  );
}

/** What differs in a record that is made of named parts: `early is new; ga.title GA -> Generally available`. */
export function partsInWords(before: Fields, after: Fields): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const all = names.map((name) => {
    if (!Object.hasOwn(before, name)) return `${name} is new`;
    if (!Object.hasOwn(after, name)) return `${name} is gone`;
    return inWords({ [name]: before[name] }, { [name]: after[name] });
  });
  return shortened(all.filter((words) => words !== '')).join('; ');
}

/** A new record by its most telling fields: `title Search; team search`. */
export const introduced = (record: Fields, names: readonly string[]): string =>
  names.map((name) => `${name} ${shown(record[name])}`).join('; ');

const shortened = (all: readonly string[]): readonly string[] =>
  all.length <= MAX ? all : [...all.slice(0, MAX - 1), `and ${all.length - MAX + 1} more`];

function difference(path: string, before: unknown, after: unknown): string {
  // What only sales and support may see is in no output that others could come by.
  if (path.startsWith('internal.')) return `${path} changes`;
  if (after === undefined) return `${path} is unknown now`;
  if (before === undefined) return `${path} is ${shown(after)}`;
  const [old, now] = [shown(before), shown(after)];
  return old === now ? `${path} changes` : `${path} ${old} -> ${now}`;
}

/** The values of a record by path; maps are opened, lists are values. */
function leaves(value: unknown, path: readonly string[] = []): Map<string, unknown> {
  const known = bare(value);
  if (!isMap(known)) return new Map(known === undefined ? [] : [[path.join('.'), known]]);
  return new Map(Object.entries(known).flatMap(([key, member]) => [...leaves(member, [...path, key])]));
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return cut(String(value));
  if (value.length === 0) return 'none';
  const isPlain = value.every((entry) => !isMap(entry));
  return isPlain ? cut(value.join(', ')) : `${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
}

const cut = (text: string) =>
  text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).toWellFormed()}…`;
