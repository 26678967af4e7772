/** zod silently drops the key `__proto__` of a map, because its assignment would set the prototype. We refuse it instead. */
import * as z from 'zod';

type Path = readonly (string | number)[];

/** The path of a map's key `__proto__`, if a map has one. In an object of fixed fields it is an unknown field like any other. */
export function unreadKey(schema: z.core.$ZodType, value: unknown, at: Path = []): Path | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return unreadKey(schema.unwrap(), value, at);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return first(value.map((entry, index) => unreadKey(schema.element, entry, [...at, index])));
  if (typeof value !== 'object' || value === null) return undefined;
  if (schema instanceof z.ZodRecord && Object.hasOwn(value, '__proto__')) return [...at, '__proto__'];
  if (!(schema instanceof z.ZodObject)) return undefined;
  const given = new Map(Object.entries(value));
  return first(
    Object.entries(schema.shape).map(([name, field]) => unreadKey(field, given.get(name), [...at, name])),
  );
}

const first = (paths: readonly (Path | undefined)[]) => paths.find((path) => path !== undefined);
