/**
 * Keeps what is stored within the size of an item. No accepted fact is too large, but a sum of them can be: 800 use cases
 * in one registration and 800 areas in the next are one snapshot. What does not fit is left out and counted.
 */

/** What was left out, by the path of the list, the map or the text that it was left out of. */
export type Omitted = Readonly<Record<string, number>>;

export interface Fitted<Value> {
  readonly value: Value;
  /** Entries of lists and maps, and characters of texts; `undefined` where all of it fits. */
  readonly omitted: Omitted | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/**
 * A value as it is, or with its largest fields cut until it fits: of a list the first entries stay, of a map the first keys,
 * of a text the beginning. Fields that hold nothing of the kind are never cut.
 * @param maxBytes of the value as JSON
 */
export function fitted<Value extends object>(value: Value, maxBytes: number): Fitted<Value> {
  if (bytesOf(value) <= maxBytes) return { value, omitted: undefined };
  const omitted: Record<string, number> = {};
  const sizes = new Map(Object.entries(value).map(([field, held]) => [field, bytesOf(held)]));
  let left = bytesOf(value);
  const cut = new Map<string, unknown>(Object.entries(value));
  // The largest field first: the fewest fields are cut, and small ones never are.
  for (const [field, size] of [...sizes].toSorted(([, a], [, b]) => b - a)) {
    if (left <= maxBytes) break;
    const part = cutTo(cut.get(field), Math.max(MIN_BYTES, size - (left - maxBytes)));
    if (part === undefined) continue;
    left -= size - bytesOf(part.value);
    cut.set(field, part.value);
    omitted[field] = part.left;
  }
  return { value: { ...value, ...Object.fromEntries(cut) }, omitted };
}

/** Even the largest field keeps a little, so that it is seen what it is about. */
const MIN_BYTES = 1024;

/** @returns what of a list, a map or a text takes so many bytes, and how much is left out; `undefined` for anything else */
function cutTo(
  value: unknown,
  maxBytes: number,
): { readonly value: unknown; readonly left: number } | undefined {
  if (typeof value === 'string') {
    const start = prefixOf([...value], (characters) => bytesOf(characters.join('')) <= maxBytes);
    return { value: `${start.join('')}…`, left: [...value].length - start.length };
  }
  if (Array.isArray(value)) {
    const start = prefixOf(value, (entries) => bytesOf(entries) <= maxBytes);
    return { value: start, left: value.length - start.length };
  }
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const start = prefixOf(entries, (some) => bytesOf(Object.fromEntries(some)) <= maxBytes);
  return { value: Object.fromEntries(start), left: entries.length - start.length };
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The longest beginning of a list that is small enough; the longer, the larger. */
function prefixOf<Entry>(
  entries: readonly Entry[],
  isSmall: (some: readonly Entry[]) => boolean,
): readonly Entry[] {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isSmall(entries.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return entries.slice(0, low);
}
