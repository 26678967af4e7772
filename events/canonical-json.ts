/** One text for each value: how the content of events is compared, stored and digested. */
import { createHash } from 'node:crypto';

/** JSON still to be written: text, or a value that becomes text. */
type Pending = string | { readonly value: unknown };

/**
 * JSON with keys sorted by code unit and without what is undefined. What JSON cannot express becomes null. Every own key
 * is data, even `__proto__` and `constructor`: `JSON.parse` makes own keys of them again.
 */
export const canonicalJson = (value: unknown): string => canonicalStart(value, Number.POSITIVE_INFINITY);

/** At least the first `length` characters of `canonicalJson(value)`. Not recursive, because a value may be nested to any depth. */
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

/** In reverse, because what is pushed last is written next. */
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

/** Whether two values have the same canonical JSON, without writing it. Recursive: for values of bounded depth. */
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
  // Unlike every, findIndex visits holes.
  a.findIndex((each, at) => !isSameJson(each, b[at])) === -1;

/** The first 32 hexadecimal digits of SHA-256: enough that no two contents share them by chance. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);
