import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('events', 'samples');

export interface Sample {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const kebab = (type: string) => type.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase();

export const sampleFiles = (): string[] => readdirSync(folder);

export const sampleFile = (type: string): string => `${kebab(type)}.json`;

/** The sample of an event, read anew each time so that no test sees what another one did to it. */
export const sampleOf = (type: string): Sample =>
  JSON.parse(readFileSync(join(folder, sampleFile(type)), 'utf8'));

/** The sample of an event with some fields of its detail replaced. */
export const sampleWith = (type: string, fields: Readonly<Record<string, unknown>>): Sample => {
  const sample = sampleOf(type);
  return { ...sample, detail: { ...sample.detail, ...fields } };
};

/** The same data with the keys of every object the other way round. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
}
