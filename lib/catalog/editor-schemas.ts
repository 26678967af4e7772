/** JSON Schemas of the files of a catalog, for the completion and the checks of editors: from the same types that read them. */
import * as z from 'zod';
import { id } from '../../events/fields.ts';
import type { Section } from '../../functions/catalog/model/import/problem.ts';
import { rubricRecord } from '../../functions/catalog/model/import/records.ts';
import { recordSchemas } from './record-schemas.ts';
import { sectionWords } from './sections.ts';

/** The schema of a section's file, as text. Draft 7 is what the YAML plugins of editors know. */
export function editorSchema(section: Section): string {
  const file = section === 'rubric' ? rubricRecord() : z.record(id(), recordSchemas[section]());
  const { $schema, ...schema } = z.toJSONSchema(file, { io: 'input', target: 'draft-7', override: closed });
  return `${JSON.stringify({ $schema, ...sectionWords[section], ...schema }, null, 2)}\n`;
}

/** A key that is no field is an error also deep in a record, as it is when the file is read. */
function closed({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.properties !== undefined) jsonSchema.additionalProperties ??= false;
}
