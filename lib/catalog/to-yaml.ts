/** A section as the text of its file: the same bytes for the same records in any order. */
import { Document, isMap, isScalar } from 'yaml';
import * as z from 'zod';
import type { Section } from '../../functions/catalog/model/import/problem.ts';
import {
  type Catalog,
  isById,
  processRules,
  schemaOf,
} from '../../functions/catalog/model/import/records.ts';
import { schemaLine, sectionWords } from './sections.ts';

/** What YAML 1.1 would take for another type (`no`, `1:30`) is quoted too: others read these files. */
const WRITTEN = { schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;
const WIDTH = { lineWidth: 110 };

/** The file of a section; undefined when the catalog does not speak of it. */
export function sectionText(section: Section, catalog: Catalog): string | undefined {
  const records = recordsOf(section, catalog);
  if (records === undefined) return undefined;
  // The order of categories and of terms says something; records by id are sorted.
  const ids = isById(section) ? [...records.keys()].sort() : [...records.keys()];
  const schema = schemaOf(section)();
  const body = new Map(ids.map((id) => [id, arranged(schema, records.get(id))]));
  const head = `${schemaLine(section)}# ${sectionWords[section].description}\n`;
  if (section !== 'rubric') return body.size === 0 ? head : `${head}\n${yamlOf(body, [])}`;
  const rules = fieldsOf(processRules(), { ...catalog.rubric });
  const parts = [['version', catalog.rubric?.version], ['categories', body], ...rules] as const;
  return `${head}\n${yamlOf(new Map<string, unknown>(parts), ['categories'])}`;
}

function recordsOf(section: Section, catalog: Catalog): ReadonlyMap<string, unknown> | undefined {
  if (isById(section)) return catalog[section];
  return section === 'rubric' ? catalog.rubric?.categories : catalog.vocabularies[section];
}

/** The value with its fields in the order of the schema, without what is unknown; entries of maps by key. */
function arranged(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return arranged(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((entry) => arranged(schema.element, entry));
  if (typeof value !== 'object' || value === null) return value;
  if (schema instanceof z.ZodObject) return fieldsOf(schema, value);
  return new Map(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function fieldsOf(schema: z.ZodObject, value: object): Map<string, unknown> {
  const entries = new Map<string, unknown>(Object.entries(value));
  const known = Object.entries(schema.shape).flatMap(([name, field]) => {
    const entry = entries.get(name);
    return entry == null ? [] : [[name, arranged(field, entry)] as const];
  });
  return new Map(known);
}

function yamlOf(value: unknown, recordsAt: readonly string[]): string {
  const document = new Document(value, WRITTEN);
  // An empty line between records, for readers of the file, and before each part that follows them.
  spaced(document.getIn(recordsAt), 1);
  if (recordsAt.length > 0) spaced(document.contents, 2);
  return document.toString(WIDTH);
}

function spaced(map: unknown, from: number): void {
  if (isMap(map)) for (const { key } of map.items.slice(from)) if (isScalar(key)) key.spaceBefore = true;
}
