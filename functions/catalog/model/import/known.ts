/** What the ledgers know of the catalog: what files are compared with, and what an export writes. */
import type { VocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import type {
  CalendarRecord,
  Catalog,
  ChannelRecord,
  FeatureRecord,
  PersonRecord,
  ProjectRecord,
  ReleaseRecord,
  RoadmapRecord,
  RubricRecord,
  SourceRecord,
  TeamRecord,
  TermRecord,
} from './records.ts';

/** How the ids of facts begin that an import made: whoever was last told of by such a fact is kept in files. */
export const FROM_FILES = 'catalog:';

/** One record as its ledger knows it, without what is unknown. */
export interface KnownRecord<Record> {
  readonly record: Record;
  /** Whether files said it last: only then does it go when it leaves the files. */
  readonly isFromFiles: boolean;
  /** When it was last told of, UTC: what is dated before that changes nothing. */
  readonly saidAt: string;
  /** Retired, ended, cancelled or left: its history stays. */
  readonly isGone: boolean;
  /** The name it goes by now, where that is another. */
  readonly renamedTo?: string | undefined;
  /** Since when the name means it, where it meant another one before, UTC: what is dated before that is told of the other. */
  readonly meantSince?: string | undefined;
}

/** What a project means to ship in a release. */
export interface Plan {
  readonly release: string;
  readonly feature?: string | undefined;
  readonly exposure?: 'on-by-default' | 'off-by-default' | undefined;
  readonly isFromFiles: boolean;
}

type KnownRecords<Record> = ReadonlyMap<string, KnownRecord<Record>>;

/** Everything that is registered, by id; also what is gone. */
export interface Known {
  readonly teams: KnownRecords<TeamRecord>;
  readonly people: KnownRecords<PersonRecord>;
  readonly features: KnownRecords<FeatureRecord>;
  readonly projects: KnownRecords<ProjectRecord>;
  readonly releases: KnownRecords<ReleaseRecord>;
  readonly calendars: KnownRecords<CalendarRecord>;
  readonly sources: KnownRecords<SourceRecord>;
  readonly channels: KnownRecords<ChannelRecord>;
  /** By team. */
  readonly roadmap: KnownRecords<RoadmapRecord>;
  readonly rubric?: KnownRecord<RubricRecord> | undefined;
  readonly vocabularies: Partial<Record<VocabularyName, KnownRecord<ReadonlyMap<string, TermRecord>>>>;
  /** By project: what is planned and was not taken back. */
  readonly plans: ReadonlyMap<string, readonly Plan[]>;
}

/** What is compared with where nobody can be asked. */
export const nothingKnown: Known = {
  teams: new Map(),
  people: new Map(),
  features: new Map(),
  projects: new Map(),
  releases: new Map(),
  calendars: new Map(),
  sources: new Map(),
  channels: new Map(),
  roadmap: new Map(),
  vocabularies: {},
  plans: new Map(),
};

const present = <Record>(records: KnownRecords<Record>): ReadonlyMap<string, Record> =>
  new Map(
    [...records].flatMap(([id, { record, isGone, renamedTo }]) =>
      isGone || renamedTo !== undefined ? [] : [[id, record] as const],
    ),
  );

/** The catalog that the ledgers amount to: without what is gone, or goes by another name. */
export function catalogOf(known: Known): Catalog {
  const { rubric, vocabularies } = known;
  const terms = Object.entries(vocabularies).filter(([, { isGone }]) => !isGone);
  return {
    teams: present(known.teams),
    people: present(known.people),
    features: present(known.features),
    projects: present(known.projects),
    releases: present(known.releases),
    calendars: present(known.calendars),
    sources: present(known.sources),
    channels: present(known.channels),
    roadmap: present(known.roadmap),
    rubric: rubric?.record,
    vocabularies: Object.fromEntries(terms.map(([name, { record }]) => [name, record])),
  };
}
