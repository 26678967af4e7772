import * as z from 'zod';
import type { Contract } from './contract.ts';

/** The JSON Schema (2020-12) of an event's `detail`, as text: what a producer in any language can check against. */
export function publishedSchema({ type, schema }: Pick<Contract, 'type' | 'schema'>): string {
  return `${JSON.stringify({ title: type, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`;
}
