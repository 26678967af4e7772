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
  if (typeof value === 'boolean') return isBoolean(schema) ? (value ? 'yes' : 'no') : value;
  if (Array.isArray(value)) {
    const each = elementOf(schema);
    return each === undefined ? value : value.map((item) => asAnswer(each, item, audience));
  }
  if (!isRecord(value)) return value;
  if (schema instanceof z.ZodRecord)
    return mapped(value, (item) => asAnswer(schema.valueType, item, audience));
  if (!(schema instanceof z.ZodObject)) return value;
  const named = Object.entries(schema.shape)
    .filter(([, field]) => audience === 'internal' || !alwaysInternal(field))
    .map(([name, field]) => [name, asAnswer(field, value[name], audience)]);
  return { ...(isLoose(schema) ? value : {}), ...Object.fromEntries(named) };
}

/** The value that an answer was made of, to be read by its schema; also of one that was written without this encoding. */
export function fromAnswer(schema: z.core.$ZodType, answer: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return answer === null && !takesNull(schema) ? undefined : fromAnswer(schema.unwrap(), answer);
  if (schema instanceof z.ZodUnion) {
    const readings = schema.options.map((option) => ({ option, read: fromAnswer(option, answer) }));
    return (readings.find(({ option, read }) => z.safeParse(option, read).success) ?? { read: answer }).read;
  }
  const inner = innerOf(schema, answer);
  if (inner !== undefined) return fromAnswer(inner, answer);
  if (isBoolean(schema)) return answer === 'yes' ? true : answer === 'no' ? false : answer;
  if (Array.isArray(answer)) {
    const each = elementOf(schema);
    return each === undefined ? answer : answer.map((item) => fromAnswer(each, item));
  }
  if (!isRecord(answer)) return answer;
  if (schema instanceof z.ZodRecord) return mapped(answer, (item) => fromAnswer(schema.valueType, item));
  if (!(schema instanceof z.ZodObject)) return answer;
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

const elementOf = (schema: z.core.$ZodType) => (schema instanceof z.ZodArray ? schema.element : undefined);

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

const mapped = (value: Readonly<Record<string, unknown>>, each: (item: unknown) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([name, item]) => [name, each(item)]));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
