/**
 * What must be stated so that the ledgers have a record as files have it: for the first time, again because something
 * differs, or again because it is back. Features, projects and releases add what is special to them in files of their own.
 */
import * as z from 'zod';
import { vocabularyName } from '../../../../events/facts/vocabulary-published.ts';
import type { Lazy } from '../../../../events/lazy.ts';
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import {
  bare,
  byName,
  changedFields,
  type Fields,
  introduced,
  inWords,
  knownFields,
  partsInWords,
} from './field-differences.ts';
import {
  isLiving,
  type Known,
  type KnownById,
  type KnownRecord,
  type KnownRecords,
  leavesWithFiles,
} from './known.ts';
import {
  type Catalog,
  type RecordSection,
  type RecordsById,
  type Registers,
  registered,
  type TermRecord,
} from './records.ts';
import { rubricFields, rubricInWords } from './rubric.ts';

/** How records of one kind are stated. */
interface Stating extends Registers {
  readonly schema?: Lazy<z.ZodType>;
  /** What differs, for people, where that is not said field by field. */
  readonly words?: (before: Fields, after: Fields) => string;
}

type KnownFields = KnownRecord<Fields>;

/**
 * What must be told so that a record is as it is wanted.
 * @param bases the known records that it goes on from: none when it is new, several when they become one
 */
export function registration(
  how: Stating,
  id: string,
  bases: readonly KnownFields[],
  wanted: Fields,
): Statement[] {
  const [base, ...others] = bases;
  const fields = others.length === 0 ? changedFields(base?.record ?? {}, wanted) : everything(bases, wanted);
  const isBack = base !== undefined && others.length === 0 && !isLiving(base);
  if (base !== undefined && !isBack && Object.keys(fields).length === 0) return [];
  const named =
    how.isWhole === true
      ? knownFields(wanted)
      : { ...Object.fromEntries(namedIn(how, wanted).map((name) => [name, wanted[name]])), ...fields };
  const words = wordsFor(how, base, others.length > 0, wanted);
  const entity = { kind: how.kind, id };
  return [
    {
      entity,
      words: `${how.kind} ${id}: ${words}`,
      type: how.type,
      fields: { [how.key ?? how.kind]: id, ...named },
    },
  ];
}

/** Where several ledgers become one, what holds of a field is what any of them said last: nothing is left to that. */
function everything(bases: readonly KnownFields[], wanted: Fields): Fields {
  const names = [...new Set([...bases.flatMap(({ record }) => Object.keys(record)), ...Object.keys(wanted)])];
  return Object.fromEntries(names.map((name) => [name, bare(wanted[name]) ?? null]));
}

/** The fields that a statement names whether they differ or not. */
const namedIn = (how: Stating, wanted: Fields): string[] => [
  ...requiredOf(how),
  ...(how.told === undefined || bare(wanted[how.told]) === undefined ? [] : [how.told]),
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
  const back = isLiving(base) ? [] : ['is back'];
  const changes = [...merged, ...back, words(base.record, wanted)].filter(Boolean);
  // Nothing but the order of its parts differs.
  return changes.length === 0 ? 'in another order' : changes.join('; ');
}

/** The kinds whose records have no life of their own: they exist, or are retired. */
const kept = ['teams', 'people', 'calendars', 'sources', 'channels', 'roadmap'] as const;

const vocabulary: Stating = {
  type: 'VocabularyPublished',
  kind: 'vocabulary',
  isWhole: true,
  words: (before, after) => partsInWords(byName(before.terms, 'term'), byName(after.terms, 'term')),
};
const rubric: Stating = { type: 'RubricPublished', kind: 'rubric', isWhole: true, words: rubricInWords };

export const recordDifferences = (known: Known, wanted: Catalog, at: string): Findings =>
  joined([
    ...kept.map((section) => sectionDifferences(section, known, wanted, at)),
    ...vocabularyName().options.map((name) =>
      wholeDifferences(vocabulary, name, known.vocabularies[name], wanted.vocabularies[name], termList, at),
    ),
    wholeDifferences(rubric, 'rubric', known.rubric, wanted.rubric, rubricFields, at),
  ]);

function sectionDifferences<S extends RecordSection>(
  section: S,
  allKnown: KnownById,
  allWanted: RecordsById,
  at: string,
): Findings {
  const how: Stating = registered[section];
  const known: KnownRecords<Fields> = allKnown[section];
  const wanted: ReadonlyMap<string, Fields> | undefined = allWanted[section];
  if (wanted === undefined) return told();
  const kept = [...wanted].map(([id, record]) => {
    const bases = [known.get(id)].filter((base) => base !== undefined);
    return unlessLate(told(...registration(how, id, bases, record)), saidAt(bases), at);
  });
  const missing = [...known].filter(([id, record]) => !wanted.has(id) && leavesWithFiles(record));
  const gone = missing.map(([id, record]) => unlessLate(told(retired(how, id)), saidAt([record]), at));
  return joined([...kept, ...gone]);
}

/** One record that is a file of its own: it never leaves the files without the file, which is then not spoken of. */
function wholeDifferences<Whole>(
  how: Stating,
  id: string,
  known: KnownRecord<Whole> | undefined,
  wanted: Whole | undefined,
  asFields: (whole: Whole) => Fields,
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const bases = known === undefined ? [] : [{ ...known, record: asFields(known.record) }];
  return unlessLate(told(...registration(how, id, bases, asFields(wanted))), saidAt(bases), at);
}

const termList = (terms: ReadonlyMap<string, TermRecord>): Fields => ({
  terms: [...terms].map(([term, record]) => ({ term, ...record })),
});

export const saidAt = (bases: readonly KnownRecord<unknown>[]): string[] => bases.map((base) => base.saidAt);

export const NO_LONGER = 'no longer in the catalog';

const retired = ({ kind }: Stating, id: string): Statement => ({
  entity: { kind, id },
  words: `${kind} ${id}: is retired, ${NO_LONGER}`,
  type: 'RecordRetired',
  fields: { entity: `${kind}:${id}`, reason: NO_LONGER },
});
