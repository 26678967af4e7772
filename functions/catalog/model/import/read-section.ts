/** One section of a catalog, from the plain value that a file, a form or a request gave, to typed records. */
import { id, name } from '../../../../events/fields.ts';
import { withMoments } from './days.ts';
import { broken, type Problem, type Section } from './problem.ts';
import { type Complain, readRecords } from './read-records.ts';
import {
  type Catalog,
  exemptionRecords,
  isRecordSection,
  measuredRecord,
  type RecordSection,
  type Records,
  registered,
  termRecord,
  type Unfit,
  withdrawalRecords,
} from './records.ts';
import { readRubric } from './rubric.ts';

/** What was understood of a section, and all that was not. A record that does not fit is left out. */
export interface SectionRead {
  /** Holds this section and no other. */
  readonly catalog: Catalog;
  readonly unfit: Unfit;
  readonly problems: readonly Problem[];
}

/** The most terms that the fact which publishes them can hold. */
const MAX_TERMS = 1000;

/** Reads a section; null is a section without records. */
export function readSection(section: Section, value: unknown): SectionRead {
  const problems: Problem[] = [];
  const complain: Complain = (path, message) => {
    problems.push({ ...broken({ section, path }, message), kind: 'shape' });
  };
  const { catalog, unfit } = read(section, withMoments(section, value, complain), complain);
  return { catalog, unfit, problems };
}

function read(section: Section, value: unknown, complain: Complain): Pick<SectionRead, 'catalog' | 'unfit'> {
  if (isRecordSection(section)) return recordsIn(section, value, complain);
  if (section === 'rubric') {
    const { rubric, unfit } = readRubric(value, complain);
    return { catalog: { rubric, vocabularies: {} }, unfit: unfit === undefined ? {} : { rubric: unfit } };
  }
  if (section === 'exemptions') {
    const exemptions = readRecords(exemptionRecords(), value, [], complain);
    return { catalog: { exemptions, vocabularies: {} }, unfit: {} };
  }
  if (section === 'withdrawals') {
    const withdrawals = readRecords(withdrawalRecords(), value, [], complain);
    return { catalog: { withdrawals, vocabularies: {} }, unfit: {} };
  }
  if (section === 'facts') {
    const facts = readRecords(measuredRecord(), value, [], complain);
    return { catalog: { facts, vocabularies: {} }, unfit: {} };
  }
  const terms = readRecords(termRecord(), value, [], complain, { most: MAX_TERMS });
  return { catalog: { vocabularies: { [section]: terms } }, unfit: {} };
}

function recordsIn<S extends RecordSection>(section: S, value: unknown, complain: Complain) {
  const read: { [Name in S]?: ReadonlyMap<string, Records[Name]> } = {};
  const unfit = new Map<string, Partial<Records[S]>>();
  const ids = namedElsewhere.has(section) ? id : name;
  read[section] = readRecords<Records[S]>(registered[section].schema(), value, [], complain, {
    ids,
    unfit,
    nulls: takenBack.get(section),
  });
  const parts: { [Name in S]?: ReadonlyMap<string, Partial<Records[Name]>> } = {};
  parts[section] = unfit;
  return { catalog: { ...read, vocabularies: {} }, unfit: parts };
}

/** Null takes back what was reported. */
const takenBack: ReadonlyMap<RecordSection, ReadonlySet<string>> = new Map([
  ['releases', new Set(['cutAt', 'publishedAt'])],
]);

/** Other systems name them. */
const namedElsewhere: ReadonlySet<RecordSection> = new Set(['sources', 'flags']);

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
    unfit: Object.assign({}, ...read.map(({ unfit }) => unfit)),
    problems: read.flatMap(({ problems }) => problems),
  };
}
