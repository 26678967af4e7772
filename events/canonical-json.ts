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
    else for (const piece of pieces(next.value).reverse()) pending.push(piece);
  }
  return written;
}

function pieces(value: unknown): Pending[] {
  if (typeof value !== 'object' || value === null) return [scalar(value)];
  if (Array.isArray(value)) return ['[', ...separated(Array.from(value, (entry) => [{ value: entry }])), ']'];
  const members = Object.entries(value)
    .filter(([, member]) => isKept(member))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]): Pending[] => [`${JSON.stringify(key)}:`, { value: member }]);
  return ['{', ...separated(members), '}'];
}

const separated = (groups: Pending[][]): Pending[] =>
  groups.flatMap((group, index) => (index === 0 ? group : [',', ...group]));

const isKept = (member: unknown) => !['undefined', 'function', 'symbol'].includes(typeof member);

const scalar = (value: unknown): string =>
  typeof value === 'bigint' ? 'null' : (JSON.stringify(value) ?? 'null');

/** The first 32 hexadecimal digits of a text's SHA-256: enough that no two contents ever share them by chance. */
export const digestOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);
