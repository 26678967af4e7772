/**
 * The catalog as programs read it, section by section and page by page: from a table, or from a running instance over
 * HTTP. One way to put the pages together serves both.
 */
import * as z from 'zod';
import { VocabularyPublished } from '../../../../events/facts/vocabulary-published.ts';
import { exposure } from '../../../../events/fields.ts';
import { type Lazy, lazy, type Output } from '../../../../events/lazy.ts';
import type { Known, KnownRecord, Plan } from './known.ts';
import {
  calendarRecord,
  channelRecord,
  featureRecord,
  personRecord,
  projectRecord,
  releaseRecord,
  roadmapRecord,
  sourceRecord,
  type TermRecord,
  teamRecord,
} from './records.ts';
import { rubricListed, rubricOf } from './rubric-record.ts';

const plan = lazy(() =>
  z.object({
    release: z.string(),
    feature: z.string().optional(),
    exposure: exposure().optional(),
    isFromFiles: z.boolean(),
  }),
);

function pageSchema<Record extends z.ZodType>(record: Record) {
  const entry = z.object({
    id: z.string(),
    record,
    isFromFiles: z.boolean(),
    saidAt: z.string(),
    isGone: z.boolean(),
    meantSince: z.string().optional(),
    /** Of a project: what it means to ship. */
    plans: z.array(plan()).optional(),
  });
  return z.object({ records: z.array(entry), next: z.string().optional() });
}

const pageOf = <Record extends z.ZodType>(record: () => Record) => lazy(() => pageSchema(record()));

const vocabulary = lazy(() => VocabularyPublished.schema.pick({ terms: true }));

/** A page of each section. Lists stand where the catalog has maps whose order means something. */
export const catalogPages = {
  teams: pageOf(teamRecord),
  people: pageOf(personRecord),
  features: pageOf(featureRecord),
  projects: pageOf(projectRecord),
  releases: pageOf(releaseRecord),
  calendars: pageOf(calendarRecord),
  sources: pageOf(sourceRecord),
  channels: pageOf(channelRecord),
  roadmap: pageOf(roadmapRecord),
  rubric: pageOf(rubricListed),
  vocabularies: pageOf(vocabulary),
};
export type WireSection = keyof typeof catalogPages;

interface Entry<Record> {
  readonly id: string;
  readonly record: Record;
  readonly isFromFiles: boolean;
  readonly saidAt: string;
  readonly isGone: boolean;
  readonly meantSince?: string | undefined;
  readonly plans?: readonly Plan[] | undefined;
}

/** A page as it is written. `next` asks for the one after it. */
export interface CatalogPage {
  readonly records: readonly Entry<unknown>[];
  readonly next?: string | undefined;
}

/** Reads one page of a section, from after the place where the last one ended. */
export type ReadPage = (section: WireSection, after: string | undefined) => Promise<unknown>;

/** Reads all pages of a section. @throws {z.ZodError} when a page is not one that this version writes */
async function entriesOf<Record>(
  read: ReadPage,
  section: WireSection,
  page: Lazy<z.ZodType<{ records: Entry<Record>[]; next?: string | undefined }>>,
): Promise<Entry<Record>[]> {
  const all: Entry<Record>[] = [];
  let after: string | undefined;
  do {
    const { records, next } = page.parse(await read(section, after));
    all.push(...records);
    after = next;
  } while (after !== undefined);
  return all;
}

/** Everyone the catalog ever knew, by id. @throws {z.ZodError} as above */
export const readPeople = async (read: ReadPage): Promise<Known['people']> =>
  byId(await entriesOf(read, 'people', catalogPages.people));

/** The teams by id. @throws {z.ZodError} as above */
export const readTeams = async (read: ReadPage): Promise<Known['teams']> =>
  byId(await entriesOf(read, 'teams', catalogPages.teams));

/** The features by id. @throws {z.ZodError} as above */
export const readFeatures = async (read: ReadPage): Promise<Known['features']> =>
  byId(await entriesOf(read, 'features', catalogPages.features));

/** The rubric that holds now. @throws {z.ZodError} as above */
export async function readRubric(read: ReadPage): Promise<Known['rubric']> {
  const [rubric] = await entriesOf(read, 'rubric', catalogPages.rubric);
  return rubric && { ...kept(rubric), record: rubricOf(rubric.record) };
}

/** Reads all pages of all sections. @throws {z.ZodError} as above */
export async function assembleKnown(read: ReadPage): Promise<Known> {
  const projects = await entriesOf(read, 'projects', catalogPages.projects);
  const vocabularies = await entriesOf(read, 'vocabularies', catalogPages.vocabularies);
  return {
    teams: await readTeams(read),
    people: await readPeople(read),
    features: await readFeatures(read),
    projects: byId(projects),
    releases: byId(await entriesOf(read, 'releases', catalogPages.releases)),
    calendars: byId(await entriesOf(read, 'calendars', catalogPages.calendars)),
    sources: byId(await entriesOf(read, 'sources', catalogPages.sources)),
    channels: byId(await entriesOf(read, 'channels', catalogPages.channels)),
    roadmap: byId(await entriesOf(read, 'roadmap', catalogPages.roadmap)),
    rubric: await readRubric(read),
    vocabularies: Object.fromEntries(
      vocabularies.map((entry) => [entry.id, { ...kept(entry), record: termsOf(entry.record.terms) }]),
    ),
    plans: new Map(projects.map(({ id, plans }) => [id, plans ?? []])),
  };
}

const kept = ({ isFromFiles, saidAt, isGone, meantSince }: Entry<unknown>) => ({
  isFromFiles,
  saidAt,
  isGone,
  meantSince,
});

const byId = <Record>(entries: readonly Entry<Record>[]): ReadonlyMap<string, KnownRecord<Record>> =>
  new Map(entries.map((entry) => [entry.id, { ...kept(entry), record: entry.record }]));

const termsOf = (all: Output<typeof vocabulary>['terms']): ReadonlyMap<string, TermRecord> =>
  new Map(all.map(({ term, ...record }) => [term, record]));
