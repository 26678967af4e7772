/** A record is told of: for the first time, again because something differs, or again because it is back. */
import type { Fact } from '../../../../events/catalogue.ts';
import type { Entity } from '../../../../events/contract.ts';
import { type Findings, joined, type Statement, told, unlessLate } from './change.ts';
import type { KnownRecord } from './known.ts';
import { bare, changedFields, type Fields, knownFields } from './values.ts';
import { introduced, inWords } from './words.ts';

/** How records of one kind are told. */
export interface Kind {
  readonly type: Fact['type'];
  /** What names the record in the fact: `feature` in FeatureRegistered. */
  readonly key: string;
  readonly kind: Entity['kind'];
  /** Fields that each statement has. */
  readonly required: readonly string[];
  /** Said as a whole: what a statement leaves out is gone with it. */
  readonly isWhole?: boolean;
  /** What differs, for people, where that is not told field by field. */
  readonly words?: (before: Fields, after: Fields) => string;
}

type KnownFields = KnownRecord<Fields>;

export const isLiving = ({ isGone, renamedTo }: KnownRecord<unknown>): boolean =>
  !isGone && renamedTo === undefined;

/**
 * What must be told so that a record is as it is wanted.
 * @param bases the known records that it goes on from: none when it is new, several when they become one
 */
export function registration(
  how: Kind,
  id: string,
  bases: readonly KnownFields[],
  wanted: Fields,
): Statement[] {
  const [base, ...others] = bases;
  const fields = others.length === 0 ? changedFields(base?.record ?? {}, wanted) : everything(bases, wanted);
  const isBack = base !== undefined && others.length === 0 && !isLiving(base);
  if (base !== undefined && !isBack && Object.keys(fields).length === 0) return [];
  const named = how.isWhole === true ? knownFields(wanted) : { ...requiredOf(how, wanted), ...fields };
  const words = wordsFor(how, base, others.length > 0, wanted);
  const entity = { kind: how.kind, id };
  return [
    { entity, words: `${how.kind} ${id}: ${words}`, type: how.type, fields: { [how.key]: id, ...named } },
  ];
}

/** Where several ledgers become one, what holds of a field is what any of them said last: nothing is left to that. */
function everything(bases: readonly KnownFields[], wanted: Fields): Fields {
  const names = [...new Set([...bases.flatMap(({ record }) => Object.keys(record)), ...Object.keys(wanted)])];
  return Object.fromEntries(names.map((name) => [name, bare(wanted[name]) ?? null]));
}

const requiredOf = ({ required }: Kind, wanted: Fields): Fields =>
  Object.fromEntries(required.map((name) => [name, wanted[name]]));

function wordsFor(how: Kind, base: KnownFields | undefined, isMerged: boolean, wanted: Fields): string {
  const { required, words = inWords } = how;
  if (base === undefined) return ['new', introduced(wanted, required)].filter(Boolean).join('; ');
  const merged = isMerged ? ['is told again as a whole'] : [];
  const back = isLiving(base) ? [] : ['is back'];
  const changes = [...merged, ...back, words(base.record, wanted)].filter(Boolean);
  // Nothing but the order of its parts differs.
  return changes.length === 0 ? 'in another order' : changes.join('; ');
}

/** The records of a section whose kind has no life of its own: they exist, or are retired. */
export function recordDifferences<Wanted extends Fields>(
  how: Kind,
  known: ReadonlyMap<string, KnownRecord<Wanted>>,
  wanted: ReadonlyMap<string, Wanted> | undefined,
  at: string,
): Findings {
  if (wanted === undefined) return told();
  const kept = [...wanted].map(([id, record]) => {
    const bases = [known.get(id)].filter((base) => base !== undefined);
    return unlessLate(told(...registration(how, id, bases, record)), saidAt(bases), at);
  });
  const missing = [...known].filter(([id, record]) => !wanted.has(id) && leavesWithFiles(record));
  const gone = missing.map(([id, record]) => unlessLate(told(retired(how, id)), saidAt([record]), at));
  return joined([...kept, ...gone]);
}

/** Only what files said last goes when it leaves them. */
export const leavesWithFiles = (record: KnownRecord<unknown>): boolean =>
  record.isFromFiles && isLiving(record);

export const saidAt = (bases: readonly KnownRecord<unknown>[]): string[] => bases.map((base) => base.saidAt);

export const NO_LONGER = 'no longer in the catalog';

const retired = ({ kind }: Kind, id: string): Statement => ({
  entity: { kind, id },
  words: `${kind} ${id}: is retired, ${NO_LONGER}`,
  type: 'RecordRetired',
  fields: { entity: `${kind}:${id}`, reason: NO_LONGER },
});
