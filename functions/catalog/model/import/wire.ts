/**
 * The catalog as programs read it, section by section and page by page: from a table, or from a running instance over
 * HTTP. One way to put the pages together serves both.
 */
import * as z from 'zod';
import { VocabularyPublished } from '../../../../events/facts/vocabulary.ts';
import { type Lazy, lazy, type Output } from '../../../../events/lazy.ts';
import { exemption, plan } from '../project.ts';
import {
  type Known,
  type KnownEntry,
  type KnownRecord,
  type KnownRecords,
  knownFact,
  knownWithdrawal,
  nothingKnown,
} from './known.ts';
import { sections } from './problem.ts';
import { isRecordSection, type RecordSection, type Records, registered } from './records.ts';
import { rubricListed, rubricOf } from './rubric.ts';

const recordSections = sections.filter(isRecordSection);
/** Each is read page by page. Lists stand where the catalog has maps whose order means something. */
export const wireSections = [...recordSections, 'rubric', 'vocabularies', 'withdrawals', 'facts'] as const;
export type WireSection = (typeof wireSections)[number];

export const catalogPage = lazy(() =>
  z.object({
    records: z.array(
      z.object({
        id: z.string(),
        record: z.unknown(),
        isFromFiles: z.boolean(),
        saidAt: z.string(),
        isGone: z.boolean(),
        meantSince: z.string().optional(),
        datedAt: z.string().optional(),
        reported: z.object({ cutAt: z.string().optional(), publishedAt: z.string().optional() }).optional(),
        plans: z.array(plan()).optional(),
        exemptions: z.array(exemption()).optional(),
      }),
    ),
    /** Asks for the page after this one. */
    next: z.string().optional(),
  }),
);
export type CatalogPage = Output<typeof catalogPage>;

type Entry<Record> = KnownEntry<Record> & { readonly id: string };

const factList = lazy(() => z.array(knownFact()));
const withdrawalList = lazy(() => z.array(knownWithdrawal()));

const vocabulary = lazy(() => VocabularyPublished.schema.pick({ terms: true }));

/** Reads one page of a section, from after the place where the last one ended. */
export type ReadPage = (section: WireSection, after: string | undefined) => Promise<unknown>;

/** Reads all pages of a section. @throws {z.ZodError} when a page is not one that this version writes */
async function entriesOf<Record>(
  read: ReadPage,
  section: WireSection,
  schema: Lazy<z.ZodType<Record>>,
): Promise<Entry<Record>[]> {
  const all: Entry<Record>[] = [];
  let after: string | undefined;
  do {
    const { records, next } = catalogPage.parse(await read(section, after));
    all.push(...records.map((entry) => ({ ...entry, record: schema.parse(entry.record) })));
    after = next;
  } while (after !== undefined);
  return all;
}

/** All that was ever registered in a section, by id. @throws {z.ZodError} as above */
export const readRecords = async <S extends RecordSection>(
  read: ReadPage,
  section: S,
): Promise<KnownRecords<Records[S]>> => byId(await entriesOf(read, section, registered[section].schema));

export const readPeople = (read: ReadPage): Promise<Known['people']> => readRecords(read, 'people');
export const readTeams = (read: ReadPage): Promise<Known['teams']> => readRecords(read, 'teams');
export const readFeatures = (read: ReadPage): Promise<Known['features']> => readRecords(read, 'features');

/** The rubric that holds now. @throws {z.ZodError} as above */
export async function readRubric(read: ReadPage): Promise<Known['rubric']> {
  const [rubric] = await entriesOf(read, 'rubric', rubricListed);
  return rubric && { ...knownOf(rubric), record: rubricOf(rubric.record) };
}

/**
 * Reads all pages of all sections.
 * @param isWhole whether also what was measured and withdrawn, for which the ledger of every feature and project is read
 * @throws {z.ZodError} as above
 */
export async function assembleKnown(read: ReadPage, isWhole = false): Promise<Known> {
  let known: Known = { ...nothingKnown, rubric: await readRubric(read) };
  for (const section of recordSections) known = { ...known, ...(await knownIn(read, section)) };
  const facts = isWhole ? await entriesOf(read, 'facts', factList) : [];
  const withdrawals = isWhole ? await entriesOf(read, 'withdrawals', withdrawalList) : [];
  const vocabularies = await entriesOf(read, 'vocabularies', vocabulary);
  const termsOf = ({ record }: (typeof vocabularies)[number]) =>
    new Map(record.terms.map(({ term, ...words }) => [term, words]));
  return {
    ...known,
    withdrawals: new Map(withdrawals.map(({ id, record }) => [id, record])),
    facts: new Map(facts.map(({ id, record }) => [id, record])),
    vocabularies: Object.fromEntries(
      vocabularies.map((entry) => [entry.id, { ...knownOf(entry), record: termsOf(entry) }]),
    ),
  };
}

/** The records of a section and, of projects, what they plan and what excuses them. */
async function knownIn<S extends RecordSection>(read: ReadPage, section: S) {
  const entries = await entriesOf(read, section, registered[section].schema);
  const known: { [Name in S]?: KnownRecords<Records[Name]> } = {};
  known[section] = byId(entries);
  return section === 'projects'
    ? {
        ...known,
        plans: new Map(entries.map(({ id, plans }) => [id, plans ?? []])),
        exemptions: new Map(entries.map(({ id, exemptions }) => [id, exemptions ?? []])),
      }
    : known;
}

const knownOf = <Record>({
  id: _id,
  plans: _plans,
  exemptions: _held,
  ...known
}: Entry<Record>): KnownRecord<Record> => known;

const byId = <Record>(entries: readonly Entry<Record>[]): KnownRecords<Record> =>
  new Map(entries.map((entry) => [entry.id, knownOf(entry)]));
