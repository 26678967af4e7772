import type * as z from 'zod';

/** A schema that is built when it is first asked for. */
export interface Lazy<Schema extends z.ZodType> {
  /** The schema itself, to build others from. */
  (): Schema;
  /** @throws {z.ZodError} when the value does not fit */
  parse(value: unknown): z.output<Schema>;
  safeParse(value: unknown): z.ZodSafeParseResult<z.output<Schema>>;
}

/** What a lazy schema gives. */
export type Output<Of extends Lazy<z.ZodType>> = z.output<ReturnType<Of>>;

/**
 * Builds a schema when it is first used. Every schema of a module is built this way: a function loads the shapes of all
 * events and records but reads few of them, and building one takes as long as loading its file.
 */
export function lazy<Schema extends z.ZodType>(build: () => Schema): Lazy<Schema> {
  let built: Schema | undefined;
  const schema = (): Schema => {
    built ??= build();
    return built;
  };
  return Object.assign(schema, {
    parse: (value: unknown) => schema().parse(value),
    safeParse: (value: unknown) => schema().safeParse(value),
  });
}
