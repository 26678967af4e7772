/**
 * Who may see a field: declared once, where the field is described. A field is for everybody unless it is marked as internal;
 * the public view of a value leaves internal fields out, or puts something else in their place.
 */
import * as z from 'zod';

/** What everybody reads in place of an internal field. */
interface Rule<Value> {
  /** Whether this one is internal, where that depends on the fields beside it. @default always */
  readonly when?: (beside: Readonly<Record<string, unknown>>) => boolean;
  /** What is shown instead; without it the field is left out, so it has to be optional. */
  readonly instead?: (value: Value, beside: Readonly<Record<string, unknown>>) => Value;
}

type AnyRule = {
  readonly when?: (beside: Readonly<Record<string, unknown>>) => boolean;
  readonly instead?: (value: unknown, beside: Readonly<Record<string, unknown>>) => unknown;
};

const rules = new WeakMap<z.core.$ZodType, AnyRule>();

/** Marks a field as internal. To be called last, because a schema derived from another is a new one. */
export function internal<Schema extends z.ZodType>(
  schema: Schema,
  { when, instead }: Rule<z.output<Schema>> = {},
): Schema {
  const read = (value: unknown, beside: Readonly<Record<string, unknown>>) =>
    instead?.(schema.parse(value), beside);
  rules.set(schema, { ...(when && { when }), ...(instead && { instead: read }) });
  return schema;
}

/** What everybody may see of a value. What its schema does not name is left out, too. */
export function publicView<Schema extends z.ZodType>(
  schema: Schema,
  value: z.output<Schema>,
): z.output<Schema> {
  return schema.parse(viewOf(schema, value));
}

function viewOf(schema: z.core.$ZodType, value: unknown): unknown {
  const inner = innerOf(schema, value);
  if (inner !== undefined) return viewOf(inner, value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((each) => viewOf(schema.element, each));
  if (!isRecord(value)) return value;
  if (schema instanceof z.ZodObject) return viewOfObject(schema, value);
  return schema instanceof z.ZodRecord ? viewOfRecord(schema, value) : value;
}

/** The schema below one that adds nothing to look at; of a union the first that fits. */
function innerOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return schema.unwrap();
  if (schema instanceof z.ZodPipe) return schema.out;
  return schema instanceof z.ZodUnion
    ? schema.options.find((option) => z.safeParse(option, value).success)
    : undefined;
}

function viewOfObject(
  schema: z.ZodObject,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([name, field]) => {
      if (!Object.hasOwn(value, name)) return [];
      const rule = ruleOf(field);
      if (rule === undefined || rule.when?.(value) === false) return [[name, viewOf(field, value[name])]];
      return rule.instead === undefined ? [] : [[name, rule.instead(value[name], value)]];
    }),
  );
}

const viewOfRecord = ({ valueType }: z.ZodRecord, value: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(value).map(([name, each]) => [name, viewOf(valueType, each)]));

/** Also of a field that became optional after it was marked. */
function ruleOf(field: z.core.$ZodType): AnyRule | undefined {
  const own = rules.get(field);
  if (own !== undefined) return own;
  return field instanceof z.ZodOptional || field instanceof z.ZodNullable
    ? ruleOf(field.unwrap())
    : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
