/**
 * Keeps what is stored within the size of an item. No accepted fact is too large, but a sum of them can be: 800 use cases
 * in one registration and 800 areas in the next are one snapshot. What does not fit is left out and counted.
 */

/** What was left out, by field: entries of lists and maps, and characters of texts. */
export type Omitted = Readonly<Record<string, number>>;

interface Fitted<Value> {
  readonly value: Value;
  /** `undefined` where all of it fits. */
  readonly omitted: Omitted | undefined;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/**
 * A value as it is, or with its largest fields cut until it fits: the first entries of a list or a map stay, and the
 * beginning of a text. Other fields are never cut.
 * @param maxBytes of the value as JSON
 */
export function fitted<Value extends object>(value: Value, maxBytes: number): Fitted<Value> {
  if (bytesOf(value) <= maxBytes) return { value, omitted: undefined };
  const omitted: Record<string, number> = {};
  const cut: Record<string, unknown> = {};
  const fields = Object.entries(value).map(([field, held]) => ({ field, held, size: bytesOf(held) }));
  let left = bytesOf(value);
  // The largest field first: the fewest fields are cut, and small ones never are.
  for (const { field, held, size } of fields.toSorted((a, b) => b.size - a.size)) {
    if (left <= maxBytes) break;
    const part = cutTo(held, Math.max(MIN_BYTES, size - (left - maxBytes)));
    if (part === undefined) continue;
    left -= size - bytesOf(part.value);
    cut[field] = part.value;
    omitted[field] = part.left;
  }
  return { value: { ...value, ...cut }, omitted };
}

/** Each cut field still shows a little of what it is about. */
const MIN_BYTES = 1024;

/** @returns the part that takes so many bytes, and how much is left out; `undefined` for what is never cut */
function cutTo(value: unknown, maxBytes: number) {
  if (typeof value === 'string') {
    const start = prefixOf([...value], (characters) => bytesOf(characters.join('')) <= maxBytes);
    return { value: `${start.join('')}…`, left: [...value].length - start.length };
  }
  if (Array.isArray(value)) {
    const start = prefixOf(value, (entries) => bytesOf(entries) <= maxBytes);
    return { value: start, left: value.length - start.length };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const start = prefixOf(entries, (some) => bytesOf(Object.fromEntries(some)) <= maxBytes);
  return { value: Object.fromEntries(start), left: entries.length - start.length };
}

/** The longest beginning of a list that is small enough. */
function prefixOf<Entry>(entries: readonly Entry[], isSmall: (some: readonly Entry[]) => boolean) {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isSmall(entries.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return entries.slice(0, low);
}
