/** The schema of one record of each section, for what is generated from them. */
import type * as z from 'zod';
import type { Lazy } from '../../events/lazy.ts';
import type { Section } from '../../functions/catalog/model/import/problem.ts';
import { calendarRecord, categoryRecord, channelRecord, featureRecord, personRecord, projectRecord, releaseRecord, roadmapRecord, sourceRecord, teamRecord, termRecord } from '../../functions/catalog/model/import/records.ts';

/** Of the rubric, the schema of a category. */
export const recordSchemas: Record<Section, Lazy<z.ZodType>> = {
  teams: teamRecord,
  people: personRecord,
  features: featureRecord,
  projects: projectRecord,
  releases: releaseRecord,
  rubric: categoryRecord,
  calendars: calendarRecord,
  sources: sourceRecord,
  channels: channelRecord,
  roadmap: roadmapRecord,
  maturity: termRecord,
  compatibility: termRecord,
  deployment: termRecord,
  'use-cases': termRecord,
};
