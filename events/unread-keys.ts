/**
 * zod reads every key of a map but `__proto__`: it builds maps by assignment, which would set a prototype, so it leaves
 * the key out and says nothing. What somebody stated and nobody would see again is refused instead.
 */
import * as z from 'zod';

type Path = readonly (string | number)[];

/** Where a value has a map with the key `__proto__`; `undefined` where it has none. Elsewhere it is an unknown field like any other. */
export function unreadKey(schema: z.core.$ZodType, value: unknown, at: Path = []): Path | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unreadKey(schema.unwrap(), value, at);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return first(value.entries(), ([index, entry]) => unreadKey(schema.element, entry, [...at, index]));
  if (typeof value !== 'object' || value === null) return undefined;
  if (schema instanceof z.ZodRecord && Object.hasOwn(value, '__proto__')) return [...at, '__proto__'];
  if (!(schema instanceof z.ZodObject)) return undefined;
  const fields = new Map(Object.entries(value));
  return first(Object.entries(schema.shape), ([name, field]) =>
    unreadKey(field, fields.get(name), [...at, name]),
  );
}

function first<Item, Found>(
  items: Iterable<Item>,
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
