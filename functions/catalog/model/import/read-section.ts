/** One section of a catalog, from the plain value that a file, a form or a request gave, to typed records. */
import type * as z from 'zod';
import type { Lazy } from '../../../../events/lazy.ts';
import type { Problem, Section } from './problem.ts';
import { readRecords } from './read-records.ts';
import { readRubric } from './read-rubric.ts';
import {
  type Catalog,
  calendarRecord,
  channelRecord,
  featureRecord,
  personRecord,
  projectRecord,
  releaseRecord,
  roadmapRecord,
  sourceRecord,
  teamRecord,
  termRecord,
} from './records.ts';
import type { Complain } from './tidy.ts';

/** What was understood of a section, and all that was not. A record that does not fit is left out. */
export interface SectionRead {
  /** Holds this section and no other. */
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
}

/** The most terms that the fact which publishes them can hold. */
const MAX_TOGETHER = 1000;

const readers: Record<Section, (value: unknown, complain: Complain) => Catalog> = {
  teams: records(teamRecord, (teams) => ({ teams, vocabularies: {} })),
  people: records(personRecord, (people) => ({ people, vocabularies: {} })),
  features: records(featureRecord, (features) => ({ features, vocabularies: {} })),
  projects: records(projectRecord, (projects) => ({ projects, vocabularies: {} })),
  releases: records(releaseRecord, (releases) => ({ releases, vocabularies: {} })),
  calendars: records(calendarRecord, (calendars) => ({ calendars, vocabularies: {} })),
  sources: records(sourceRecord, (sources) => ({ sources, vocabularies: {} })),
  channels: records(channelRecord, (channels) => ({ channels, vocabularies: {} })),
  roadmap: records(roadmapRecord, (roadmap) => ({ roadmap, vocabularies: {} })),
  maturity: records(termRecord, (maturity) => ({ vocabularies: { maturity } }), MAX_TOGETHER),
  compatibility: records(termRecord, (compatibility) => ({ vocabularies: { compatibility } }), MAX_TOGETHER),
  deployment: records(termRecord, (deployment) => ({ vocabularies: { deployment } }), MAX_TOGETHER),
  'use-cases': records(termRecord, (terms) => ({ vocabularies: { 'use-cases': terms } }), MAX_TOGETHER),
  rubric: (value, complain) => ({ rubric: readRubric(value, complain), vocabularies: {} }),
};

/** Reads a section; null is a section without records. */
export function readSection(section: Section, value: unknown): SectionRead {
  const problems: Problem[] = [];
  const catalog = readers[section](value, (path, message) => {
    problems.push({ severity: 'error', kind: 'shape', place: { section, path }, message });
  });
  return { catalog, problems };
}

/** The sections of one catalog that were read apart; a later one replaces an earlier one. */
export function together(catalogs: readonly Catalog[]): Catalog {
  let all: Catalog = { vocabularies: {} };
  for (const one of catalogs)
    all = { ...all, ...one, vocabularies: { ...all.vocabularies, ...one.vocabularies } };
  return all;
}

/** Reads many sections at once. */
export function readSections(values: ReadonlyMap<Section, unknown>): SectionRead {
  const read = [...values].map(([section, value]) => readSection(section, value));
  return {
    catalog: together(read.map(({ catalog }) => catalog)),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function records<Schema extends z.ZodType>(
  schema: Lazy<Schema>,
  put: (records: ReadonlyMap<string, z.output<Schema>>) => Catalog,
  most?: number,
) {
  return (value: unknown, complain: Complain) => put(readRecords(schema(), value, [], complain, most));
}
