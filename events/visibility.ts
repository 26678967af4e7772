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

declare const INTERNAL: unique symbol;

/** A schema that the public view leaves out: the type has the mark, so that what renders for everybody cannot name the field. */
export type Internal<Schema> = Schema & { readonly [INTERNAL]: true };

const isInternal = <Schema extends z.ZodType>(schema: Schema): schema is Internal<Schema> =>
  rules.has(schema);

/** Marks a field as internal. To be called last, because a schema derived from another is a new one. */
export function internal<Schema extends z.ZodType>(schema: Schema): Internal<Schema>;
/** The same for a field that everybody reads something else in. */
export function internal<Schema extends z.ZodType>(schema: Schema, rule: Rule<z.output<Schema>>): Schema;
export function internal<Schema extends z.ZodType>(
  schema: Schema,
  { when, instead }: Rule<z.output<Schema>> = {},
): Schema {
  const read = (value: unknown, beside: Readonly<Record<string, unknown>>) =>
    instead?.(schema.parse(value), beside);
  // One that several fields share stays public for the others.
  const marked = schema.clone();
  rules.set(marked, { ...(when && { when }), ...(instead && { instead: read }) });
  if (!isInternal(marked)) throw new Error('The rule of a field was not kept.');
  return marked;
}

/** Whether everybody finds nothing at all in this field, whatever is beside it. */
export function alwaysInternal(field: z.core.$ZodType): boolean {
  const rule = ruleOf(field);
  return rule !== undefined && rule.when === undefined && rule.instead === undefined;
}

/** Whether everybody is kept from all values of a field. */
export const isMarkedInternal = (field: z.core.$ZodType): boolean => {
  const rule = ruleOf(field);
  return rule !== undefined && rule.instead === undefined;
};

/** What everybody may see of a value of this schema: a type without its internal fields. */
export type PublicOf<Schema> =
  Schema extends z.ZodObject<infer Shape>
    ? PublicObject<z.output<Schema>, Shape>
    : Schema extends z.ZodArray<infer Element>
      ? PublicOf<Element>[]
      : Schema extends z.ZodOptional<infer Inner>
        ? PublicOf<Inner> | undefined
        : Schema extends z.ZodNullable<infer Inner>
          ? PublicOf<Inner> | null
          : Schema extends z.ZodUnion<infer Options>
            ? PublicOf<Options[number]>
            : Schema extends z.ZodRecord<infer Key, infer Value>
              ? Record<z.output<Key>, PublicOf<Value>>
              : Schema extends z.ZodReadonly<infer Inner>
                ? Readonly<PublicOf<Inner>>
                : z.output<Schema>;

type PublicObject<Value, Shape> = {
  [Name in keyof Value as Name extends keyof Shape
    ? IsInternal<Shape[Name]> extends true
      ? never
      : Name
    : Name]: Name extends keyof Shape ? PublicOf<Shape[Name]> : Value[Name];
};

type IsInternal<Schema> = Schema extends { readonly [INTERNAL]: true }
  ? true
  : Schema extends z.ZodOptional<infer Inner> | z.ZodNullable<infer Inner>
    ? IsInternal<Inner>
    : false;

/** What everybody may see of a value. What its schema does not name is left out, too. */
export function publicView<Schema extends z.ZodType>(
  schema: Schema,
  value: z.output<Schema>,
): PublicOf<Schema>;
export function publicView(schema: z.ZodType, value: unknown): unknown {
  return schema.parse(viewOf(schema, value));
}

/** Schemas that have been looked through, and whether anything in them is internal. */
const looked = new WeakMap<z.core.$ZodType, boolean>();

/** Whether a schema marks anything: below one that does not, nothing has to be looked at. */
function marks(schema: z.core.$ZodType): boolean {
  const known = looked.get(schema);
  if (known !== undefined) return known;
  const found = ruleOf(schema) !== undefined || partsOf(schema).some(marks);
  looked.set(schema, found);
  return found;
}

function partsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return [schema.unwrap()];
  if (schema instanceof z.ZodReadonly) return [schema.unwrap()];
  if (schema instanceof z.ZodPipe) return [schema.out];
  if (schema instanceof z.ZodUnion) return schema.options;
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodObject ? Object.values(schema.shape) : [];
}

function viewOf(schema: z.core.$ZodType, value: unknown): unknown {
  if (!marks(schema)) return value;
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
  if (schema instanceof z.ZodReadonly) return schema.unwrap();
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
