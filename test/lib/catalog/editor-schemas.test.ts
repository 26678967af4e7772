/** The schemas that editors complete catalog files by. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as z from 'zod';
import { sections } from '../../../functions/catalog/model/import/problem.ts';
import { editorSchema } from '../../../lib/catalog/sections.ts';

const published = join(__dirname, '../../../docs/schemas');

test.each(sections)('the published schema of %s is the one that files are read by', (section) => {
  expect(readFileSync(join(published, `${section}.json`), 'utf8')).toBe(editorSchema(section));
});

test('every section has a schema, and no other has one', () => {
  // The description of the API is beside them.
  const all = [...sections, 'openapi'].map((name) => `${name}.json`);
  expect(readdirSync(published).sort()).toEqual(all.sort());
});

/** Every object schema in a schema that names its properties. */
function objectsIn(schema: unknown): { properties: object; additionalProperties?: unknown }[] {
  if (Array.isArray(schema)) return schema.flatMap(objectsIn);
  const found = z.looseObject({ properties: z.looseObject({}), additionalProperties: z.unknown() });
  const { success, data } = found.safeParse(schema);
  const below = typeof schema === 'object' && schema !== null ? Object.values(schema).flatMap(objectsIn) : [];
  return success ? [data, ...below] : below;
}

/** What was measured may have any key. */
const withFields = sections.filter((section) => section !== 'facts');

test.each(withFields)('a key of %s that is no field is marked at any depth', (section) => {
  const { properties, additionalProperties: records, ...file } = JSON.parse(editorSchema(section));
  // A rubric is one record. The keys of other files are ids, and that of releases says something of trains besides.
  const isOne = section === 'rubric';
  const objects = objectsIn(
    isOne ? { properties, additionalProperties: records, ...file } : [properties, records],
  );
  expect(objects.length).toBeGreaterThan(0);
  for (const { additionalProperties } of objects) expect(additionalProperties).toBe(false);
});

test('a milestone of a release may be a day, as it may in the file', () => {
  const { properties, additionalProperties: release } = JSON.parse(editorSchema('releases'));
  const [moment] = release.properties.branchCutAt.anyOf;
  const patterns = moment.anyOf.map(({ pattern }: { pattern: string }) => new RegExp(pattern));
  const takes = (value: string) => patterns.some((pattern: RegExp) => pattern.test(value));
  expect(['2027-02-15', '2027-02-15T17:00:00Z', '2027-02', '15.02.2027'].map(takes)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(properties.trains.additionalProperties.properties).toHaveProperty('timeZone');
});

test('a schema says what its file and its fields are for', () => {
  const schema: unknown = JSON.parse(editorSchema('features'));
  expect(schema).toMatchObject({
    title: 'Features',
    description: 'What users can see and use, by id.',
    propertyNames: { maxLength: 256 },
    additionalProperties: {
      required: ['title', 'team'],
      properties: { flag: { description: 'the feature flag it is behind' } },
    },
  });
});
