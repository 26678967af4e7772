/**
 * The files of a catalog: one a section, what each is for, and its JSON Schema, for the completion and the checks of editors: from
 * the same types that read it.
 */
import * as z from 'zod';
import { id } from '../../events/fields.ts';
import { takesDays } from '../../functions/catalog/model/import/days.ts';
import type { Section } from '../../functions/catalog/model/import/problem.ts';
import { rubricRecord, schemaOf, trainRecord } from '../../functions/catalog/model/import/records.ts';

interface SectionWords {
  /** What one record is called. */
  readonly noun: string;
  readonly description: string;
}

export const sectionWords: Record<Section, SectionWords> = {
  teams: { noun: 'team', description: 'Who delivers features, by id.' },
  people: {
    noun: 'person',
    description: 'Who acts in the process, by id: their accounts, their teams and their roles.',
  },
  features: { noun: 'feature', description: 'What users can see and use, by id.' },
  flags: {
    noun: 'feature flag',
    description: 'The switches that features are behind, with their defaults, by id.',
  },
  projects: {
    noun: 'project',
    description: 'Ongoing work that is expected to ship in each release of its train, by id.',
  },
  releases: { noun: 'release', description: 'The versions of each train with their milestones, by id.' },
  rubric: {
    noun: 'rubric',
    description: 'Categories of stars in the order in which they are shown; reviews, cadence and launches.',
  },
  calendars: { noun: 'calendar', description: 'Time zones and days without work, by id.' },
  sources: {
    noun: 'source',
    description: 'Where events come from and what they are about, by provider:place.',
  },
  channels: {
    noun: 'channel',
    description: 'Who is notified of what, and in which way, by id. Secret addresses are kept elsewhere.',
  },
  roadmap: {
    noun: 'roadmap of',
    description: 'What each team means to do, by team; the first is the most important.',
  },
  exemptions: {
    noun: 'exemptions of',
    description:
      'Which projects need not ship, in which release or until when, why, and who approved it; by project.',
  },
  withdrawals: {
    noun: 'withdrawals of',
    description: 'Merged changes that do not count for a project, and why; by project.',
  },
  facts: {
    noun: 'facts of',
    description: 'What was measured of features, for the rules of stars: key and value, by feature.',
  },
  accounts: {
    noun: 'account',
    description:
      'Customers and prospects, by the reference that everybody may read: their names are never public.',
  },
  maturity: { noun: 'maturity', description: 'The levels of maturity that a feature can have, in order.' },
  compatibility: { noun: 'code host', description: 'The code hosts that features work with, in order.' },
  deployment: {
    noun: 'deployment option',
    description: 'The ways in which the product is deployed, in order.',
  },
  'use-cases': { noun: 'use case', description: 'What people use the product for, in order.' },
};

/** The file that a section is written to. */
export const fileOf = (section: Section): string => `${section}.yml`;

/** Where editors find what a file may hold, from the folder of the catalog. */
export const schemaFileOf = (section: Section): string => `.schemas/${section}.json`;

/** The first line of each file: the language server of most editors reads it. */
export const schemaLine = (section: Section): string =>
  `# yaml-language-server: $schema=${schemaFileOf(section)}\n`;

/** The schema of a section's file, as text. Draft 7 is what the YAML plugins of editors know. */
export function editorSchema(section: Section): string {
  const title = `${section.charAt(0).toUpperCase()}${section.slice(1).replace('-', ' ')}`;
  const { description } = sectionWords[section];
  const file = section === 'rubric' ? rubricRecord() : z.record(id(), schemaOf(section)());
  const { $schema, ...schema } = schemaIn(section, file);
  return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}

function schemaIn(section: Section, file: z.ZodType) {
  const options = { io: 'input', target: 'draft-7' } as const;
  const override = takesDays(section) ? closedWithDays : closed;
  const schema = z.toJSONSchema(file, { ...options, override });
  if (section !== 'releases') return schema;
  const { $schema: _, ...trains } = z.toJSONSchema(z.record(id(), trainRecord()), {
    ...options,
    override: closed,
  });
  const description = 'What is the same for all releases of a train, by train.';
  return { ...schema, properties: { trains: { description, ...trains } } };
}

/** A moment may be a day, too. */
function closedWithDays(at: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  closed(at);
  const { jsonSchema } = at;
  if (jsonSchema.format !== 'date-time') return;
  const moment = { ...jsonSchema };
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  jsonSchema.anyOf = [moment, { type: 'string', format: 'date', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }];
}

/** A key that is no field is an error also deep in a record, as it is when the file is read. */
function closed({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.properties !== undefined) jsonSchema.additionalProperties ??= false;
}
