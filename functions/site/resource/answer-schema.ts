/** The schema of what programs get: for the description of the API, and for the test that reads every answer by it. */
import * as z from 'zod';
import { alwaysInternal } from '../../../events/visibility.ts';
import { type Audience, isBoolean, isLoose } from './answer.ts';

/** What `asAnswer` gives for this schema: a key that it does not name is refused. */
export function answerSchema(schema: z.core.$ZodType, audience: Audience): z.ZodType {
  const { description } = z.globalRegistry.get(schema) ?? {};
  const answer = bare(schema, audience);
  return description === undefined ? answer : answer.describe(description);
}

/** The whole answer of a resource: its value, and when it was made. */
export function envelopeSchema(schema: z.core.$ZodType, audience: Audience): z.ZodType {
  const generatedAt = z.iso.datetime().describe('when this answer was made');
  const answer = answerSchema(schema, audience);
  return answer instanceof z.ZodObject ? answer.extend({ generatedAt }) : answer;
}

function bare(schema: z.core.$ZodType, audience: Audience): z.ZodType {
  const below = (inner: z.core.$ZodType) => answerSchema(inner, audience);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return nullable(below(schema.unwrap()));
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodReadonly || schema instanceof z.ZodLazy)
    return below(schema.unwrap());
  if (schema instanceof z.ZodPipe)
    return schema.out instanceof z.ZodTransform ? below(schema.in) : below(schema.out);
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(below));
  if (schema instanceof z.ZodArray) return z.array(below(schema.element));
  if (schema instanceof z.ZodRecord) return z.record(z.string(), below(schema.valueType));
  if (schema instanceof z.ZodObject) return named(schema, audience);
  return isBoolean(schema) ? words(schema) : classic(schema);
}

function named(schema: z.ZodObject, audience: Audience): z.ZodObject {
  const shown = Object.entries(schema.shape).filter(
    ([, field]) => audience === 'internal' || !alwaysInternal(field),
  );
  const shape = Object.fromEntries(shown.map(([name, field]) => [name, answerSchema(field, audience)]));
  return isLoose(schema) ? z.looseObject(shape) : z.strictObject(shape);
}

const words = (schema: z.core.$ZodType) =>
  z.enum(
    schema instanceof z.ZodLiteral ? [...schema.values].map((each) => (each ? 'yes' : 'no')) : ['yes', 'no'],
  );

function classic(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodType) return schema;
  throw new TypeError('A schema of the answers is none of the classic ones of zod.');
}

const nullable = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodNullable ? schema : schema.nullable();
