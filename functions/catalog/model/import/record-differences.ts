/**
 * What must be stated so that the ledgers have a record as files have it: for the first time, again because something
 * differs, or again because it is back. Features, projects and releases add what is special to them in files of their own.
 */
import * as z from 'zod';
import { vocabularyName } from '../../../../events/facts/vocabulary.ts';
import type { Lazy } from '../../../../events/lazy.ts';
import { type Finding, type Statement, statement, unlessLate } from './change.ts';
import {
  bare,
  byName,
  changedFields,
  type Fields,
  introduced,
  inWords,
  knownFields,
  partsInWords,
  without,
} from './field-differences.ts';
import { type Known, type KnownRecord, type KnownRecords, leavesWithFiles } from './known.ts';
import { type Catalog, type Registers, registered, type TermRecord } from './records.ts';
import { rubricFields, rubricInWords } from './rubric.ts';

/** How records of one kind are stated. */
interface Stating extends Registers {
  readonly schema?: Lazy<z.ZodType>;
  /** What differs, for people, where that is not said field by field. */
  readonly words?: (before: Fields, after: Fields) => string;
}

type KnownFields = KnownRecord<Fields>;

/**
 * What must be stated so that a record is as it is wanted.
 * @param bases the known records that it goes on from: none when it is new, several when they become one
 */
export function registration(
  how: Stating,
  id: string,
  bases: readonly KnownFields[],
  wanted: Fields,
): Statement[] {
  const [base, ...others] = bases.map((each) => ({ ...each, record: ownFields(how, each.record) }));
  const after = ownFields(how, wanted);
  const isMerged = others.length > 0;
  const fields = isMerged
    ? allFields([base?.record ?? {}, ...others.map(({ record }) => record), after], after)
    : changedFields(base?.record ?? {}, after);
  const isBack = base !== undefined && !isMerged && base.isGone;
  if (base !== undefined && !isBack && Object.keys(fields).length === 0) return [];
  const named = Object.fromEntries(namedIn(how, after).map((name) => [name, after[name]]));
  const stated = how.isWhole === true ? knownFields(after) : { ...named, ...fields };
  const words = wordsFor(how, base, isMerged, after);
  return [statement(how.kind, id, how.type, words, { [how.key ?? how.kind]: id, ...stated })];
}

/** The fields of a record that its registration states. */
const ownFields = ({ statedElsewhere = [] }: Stating, record: Fields): Fields =>
  without(record, statedElsewhere);

/** Where several ledgers become one, each field would be what any of them said last: so all of them are stated. */
const allFields = (records: readonly Fields[], wanted: Fields): Fields =>
  Object.fromEntries(records.flatMap(Object.keys).map((name) => [name, bare(wanted[name]) ?? null]));

/** The fields that a statement names whether they differ or not. */
const namedIn = (how: Stating, record: Fields): string[] => [
  ...requiredOf(how),
  ...(how.named === undefined || bare(record[how.named]) === undefined ? [] : [how.named]),
];

/** The fields that every statement has: those that its record must have. A rubric's version says enough of it. */
function requiredOf({ kind, schema }: Stating): string[] {
  if (kind === 'rubric') return ['rubricVersion'];
  const record = schema?.();
  if (!(record instanceof z.ZodObject)) return [];
  return Object.entries(record.shape).flatMap(([name, field]) =>
    field instanceof z.ZodOptional ? [] : [name],
  );
}

function wordsFor(how: Stating, base: KnownFields | undefined, isMerged: boolean, wanted: Fields): string {
  const { words = inWords } = how;
  if (base === undefined) return ['new', introduced(wanted, namedIn(how, wanted))].filter(Boolean).join('; ');
  const merged = isMerged ? ['is stated again as a whole'] : [];
  const back = base.isGone ? ['is back'] : [];
  const changes = [...merged, ...back, words(base.record, wanted)].filter(Boolean);
  // Nothing but the order of its parts differs.
  return changes.length === 0 ? 'in another order' : changes.join('; ');
}

/** The sections whose records have no life of their own: they exist, or are retired. */
const withoutLife = ['teams', 'people', 'accounts', 'calendars', 'sources', 'channels', 'roadmap'] as const;

const vocabulary: Stating = {
  type: 'VocabularyPublished',
  kind: 'vocabulary',
  isWhole: true,
  words: (before, after) => partsInWords(byName(before.terms, 'term'), byName(after.terms, 'term')),
};
const rubric: Stating = { type: 'RubricPublished', kind: 'rubric', isWhole: true, words: rubricInWords };

export const recordDifferences = (known: Known, wanted: Catalog, at: string): readonly Finding[] => [
  ...withoutLife.flatMap((section) =>
    plainDifferences(registered[section], known[section], wanted[section], at),
  ),
  ...vocabularyName().options.flatMap((name) =>
    wholeDifferences(vocabulary, name, known.vocabularies[name], wanted.vocabularies[name], termList, at),
  ),
  ...wholeDifferences(rubric, 'rubric', known.rubric, wanted.rubric, rubricFields, at),
];

/** What is to be stated of one record of a section. */
interface SectionRules<Record> {
  readonly present: (id: string, record: Record) => readonly Finding[];
  /** Of one that files brought and no longer have. */
  readonly gone: (id: string, record: KnownRecord<Record>) => readonly Statement[];
}

/** Compares the records of a section, those that the files have and those that left them. */
export function sectionDifferences<Record>(
  known: KnownRecords<Record>,
  wanted: ReadonlyMap<string, Record> | undefined,
  at: string,
  { present, gone }: SectionRules<Record>,
): readonly Finding[] {
  if (wanted === undefined) return [];
  const missing = [...known].filter(([id, record]) => !wanted.has(id) && leavesWithFiles(record));
  return [
    ...[...wanted].flatMap(([id, record]) => present(id, record)),
    ...missing.flatMap(([id, record]) => unlessLate(gone(id, record), [record], at)),
  ];
}

/** Of records that exist, or are retired. */
export const plainDifferences = (
  how: Registers,
  known: KnownRecords<Fields>,
  wanted: ReadonlyMap<string, Fields> | undefined,
  at: string,
): readonly Finding[] =>
  sectionDifferences(known, wanted, at, {
    present: (id, record) => {
      const bases = [id].flatMap((name) => known.get(name) ?? []);
      return unlessLate(registration(how, id, bases, record), bases, at);
    },
    gone: (id) => {
      const fields = { entity: `${how.kind}:${id}`, reason: NO_LONGER };
      return [statement(how.kind, id, 'RecordRetired', `is retired, ${NO_LONGER}`, fields)];
    },
  });

/** One record that is a file of its own: without the file, nothing is said of it. */
function wholeDifferences<Whole>(
  how: Stating,
  id: string,
  known: KnownRecord<Whole> | undefined,
  wanted: Whole | undefined,
  asFields: (whole: Whole) => Fields,
  at: string,
): readonly Finding[] {
  if (wanted === undefined) return [];
  const bases = known === undefined ? [] : [{ ...known, record: asFields(known.record) }];
  return unlessLate(registration(how, id, bases, asFields(wanted)), bases, at);
}

const termList = (terms: ReadonlyMap<string, TermRecord>): Fields => ({
  terms: [...terms].map(([term, record]) => ({ term, ...record })),
});

export const NO_LONGER = 'no longer in the catalog';
