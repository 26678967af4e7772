/** What would change in a record, for people to read before it is imported. */
import { bare, type Fields, isMap, isSame, without } from './values.ts';

/** As many differences of one record as a line can tell. */
const MAX = 8;
const MAX_LENGTH = 60;

/** `maturity beta -> ga; docsUrl is unknown now; compatibility.gitlab is yes`; empty when nothing differs. */
export function inWords(before: unknown, after: unknown): string {
  const [old, now] = [leaves(before), leaves(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  const all = paths
    .filter((path) => !isSame(old.get(path), now.get(path)))
    .map((path) => difference(path, old.get(path), now.get(path)));
  return shortened(all).join('; ');
}

/**
 * A list of named parts as a map, so that what differs is told part by part.
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
