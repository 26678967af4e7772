/**
 * A value as programs get it, by its schema: all keys are there, `null` stands for what is absent, and words for booleans.
 * So a key that is missing is one that this reader may not see, and `no` is never taken for unknown.
 */
import * as z from 'zod';
import { alwaysInternal } from '../../../events/visibility.ts';

export type Audience = 'everybody' | 'internal';

/** @param value as this audience may see it */
export function asAnswer(schema: z.core.$ZodType, value: unknown, audience: Audience): unknown {
  if (value === undefined || value === null) return null;
  const inner = innerOf(schema, value);
  if (inner !== undefined) return asAnswer(inner, value, audience);
  if (typeof value === 'boolean') return isBoolean(schema) ? wordOf(value) : value;
  if (!isRecord(value) || !(schema instanceof z.ZodObject))
    return parts(schema, value, (part, item) => asAnswer(part, item, audience));
  const named = Object.entries(schema.shape)
    .filter(([, field]) => audience === 'internal' || !alwaysInternal(field))
    .map(([name, field]) => [name, asAnswer(field, value[name], audience)]);
  return { ...(isLoose(schema) ? value : {}), ...Object.fromEntries(named) };
}

const wordOf = (value: boolean) => (value ? 'yes' : 'no');

/** Of a list or a record, each part by the schema that all of them have; anything else as it is. */
function parts(
  schema: z.core.$ZodType,
  value: unknown,
  each: (part: z.core.$ZodType, item: unknown) => unknown,
): unknown {
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((item) => each(schema.element, item));
  if (!(schema instanceof z.ZodRecord) || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, each(schema.valueType, item)]),
  );
}

/** The value that an answer was made of, to be read by its schema; also of one that was written without this encoding. */
export function fromAnswer(schema: z.core.$ZodType, answer: unknown): unknown {
  if (schema instanceof z.ZodUnion) return readAsOne(schema, answer);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return answer === null && !takesNull(schema) ? undefined : fromAnswer(schema.unwrap(), answer);
  const inner = innerOf(schema, answer);
  if (inner !== undefined) return fromAnswer(inner, answer);
  if (isBoolean(schema)) return booleanOf(answer);
  return isRecord(answer) && schema instanceof z.ZodObject
    ? readNamed(schema, answer)
    : parts(schema, answer, fromAnswer);
}

const booleanOf = (answer: unknown) => (answer === 'yes' ? true : answer === 'no' ? false : answer);

/** As the first option that it can be read by. */
function readAsOne({ options }: z.ZodUnion, answer: unknown): unknown {
  const readings = options.map((option) => ({ option, read: fromAnswer(option, answer) }));
  const fits = readings.find(({ option, read }) => z.safeParse(option, read).success);
  return fits === undefined ? answer : fits.read;
}

function readNamed(schema: z.ZodObject, answer: Readonly<Record<string, unknown>>): unknown {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const read = Object.entries(answer).map(([name, item]): [string, unknown] => {
    const field = shape[name];
    return [name, field === undefined ? item : fromAnswer(field, item)];
  });
  return Object.fromEntries(read.filter(([, item]) => item !== undefined));
}

/** The schema below one that adds nothing to an answer; of a union the first that fits. */
function innerOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodLazy
  )
    return schema.unwrap();
  if (schema instanceof z.ZodPipe) return schema.out;
  return schema instanceof z.ZodUnion
    ? schema.options.find((option) => z.safeParse(option, value).success)
    : undefined;
}

const takesNull = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodNullable ||
  ((schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) && takesNull(schema.unwrap()));

export const isBoolean = (schema: z.core.$ZodType): boolean =>
  schema instanceof z.ZodBoolean ||
  (schema instanceof z.ZodLiteral && [...schema.values].every((each) => typeof each === 'boolean'));

/** Whether it keeps what it does not name. */
export const isLoose = (schema: z.ZodObject): boolean => {
  const { catchall } = schema.def;
  return catchall !== undefined && !(catchall instanceof z.ZodNever);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
