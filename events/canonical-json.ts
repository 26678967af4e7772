/** One text for one value: how the content of an event is compared, kept and digested. */
import { createHash } from 'node:crypto';

/** JSON still to be written: a piece of text, or a value that pieces are made of. */
type Pending = string | { readonly value: unknown };

/**
 * The JSON of JSON data with sorted keys (by code unit) and without what is undefined. What JSON has no word for is null.
 * Every own key is data, `__proto__` and `constructor` too: `JSON.parse` makes own keys of them again.
 */
export const canonicalJson = (value: unknown): string => canonicalStart(value, Number.POSITIVE_INFINITY);

/** At least the first `length` characters of `canonicalJson(value)`. No recursion: a value may be nested to any depth. */
export function canonicalStart(value: unknown, length: number): string {
  let written = '';
  const pending: Pending[] = [{ value }];
  for (let next = pending.pop(); next !== undefined && written.length < length; next = pending.pop()) {
    if (typeof next === 'string') written += next;
    else if (Array.isArray(next.value)) pushArray(pending, next.value);
    else if (typeof next.value === 'object' && next.value !== null) pushObject(pending, next.value);
    else written += scalar(next.value);
  }
  return written;
}

/** Last first: what is pushed last is written next. */
function pushArray(pending: Pending[], values: readonly unknown[]): void {
  pending.push(']');
  for (let at = values.length - 1; at >= 0; at -= 1) {
    pending.push({ value: values[at] });
    if (at > 0) pending.push(',');
  }
  pending.push('[');
}

function pushObject(pending: Pending[], value: object): void {
  const members = membersOf(value).sort(([a], [b]) => (a < b ? 1 : -1));
  pending.push('}');
  for (const [at, [key, member]] of members.entries()) {
    const isFirst = at === members.length - 1;
    pending.push({ value: member }, `${isFirst ? '' : ','}${JSON.stringify(key)}:`);
  }
  pending.push('{');
}

const membersOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, member]) => isKept(member));

const isKept = (member: unknown) =>
  member !== undefined && typeof member !== 'function' && typeof member !== 'symbol';

const scalar = (value: unknown): string =>
  typeof value === 'bigint' ? 'null' : (JSON.stringify(value) ?? 'null');

/**
 * Whether two values have one canonical JSON, without writing it. For values whose depth is bounded: it goes as deep as
 * they do.
 */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return !isOpen(a) && !isOpen(b) && scalar(a) === scalar(b);
  if (Array.isArray(a) || Array.isArray(b)) return isSameArray(a, b);
  const members = membersOf(a);
  const others = new Map(membersOf(b));
  return (
    members.length === others.size &&
    members.every(([key, each]) => others.has(key) && isSameJson(each, others.get(key)))
  );
}

const isOpen = (value: unknown) => typeof value === 'object' && value !== null;

const isSameArray = (a: object, b: object): boolean =>
  Array.isArray(a) &&
  Array.isArray(b) &&
  a.length === b.length &&
  // It visits what is missing, too.
  a.findIndex((each, at) => !isSameJson(each, b[at])) === -1;

/** The first 32 hexadecimal digits of a text's SHA-256: enough that no two contents ever share them by chance. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);
