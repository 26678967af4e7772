/** What comparing files with ledgers finds, and the facts that an import makes of it. */
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import type { Entity, EntityKind } from '../../../../events/contract.ts';
import { type DraftFact, draftFact } from '../../../kernel/model/draft-fact.ts';
import { FROM_FILES } from '../record-keeping.ts';
import type { Fields } from './field-differences.ts';
import type { KnownRecord } from './known.ts';
import { registered } from './records.ts';

type FactType = Fact['type'];

export interface Change {
  /** `kind:id` */
  readonly entity: string;
  /** For people: `feature search: maturity beta -> ga; docsUrl is unknown now` */
  readonly words: string;
  readonly fact: DraftFact;
}

/** Something to state about an entity, as of the import unless it says when. */
export interface Statement {
  readonly entity: Entity;
  readonly words: string;
  readonly type: FactType;
  readonly fields: Fields;
  readonly occurredAt?: string | undefined;
}

/** A statement; or what the files say and no fact can state, or would state without effect. */
export type Finding = Statement | { readonly warning: string };

export const statement = (
  kind: EntityKind,
  id: string,
  type: FactType,
  words: string,
  fields: Fields = { [kind]: id },
): Statement => ({ entity: { kind, id }, words: `${kind} ${id}: ${words}`, type, fields });

/** A ledger orders facts of one moment by id: a record exists before it is renamed, and is paused or ends after that. */
const registers: ReadonlySet<FactType> = new Set([
  ...Object.values(registered).map(({ type }) => type),
  'VocabularyPublished' as const,
  'RubricPublished' as const,
]);
const ends: ReadonlySet<FactType> = new Set([
  'FeatureRetired',
  'ProjectEnded',
  'ReleaseCancelled',
  'RecordRetired',
]);
const rank = (type: FactType) => (registers.has(type) ? 1 : ends.has(type) ? 3 : 2);

/** A statement as the fact of one import. Its id comes from its content, so a repeated import repeats the same event. */
export function asChange(
  { entity, words, type, fields, occurredAt }: Statement,
  importedAt: string,
  actor?: string,
  prefix = FROM_FILES,
): Change {
  const at = occurredAt ?? importedAt;
  const content = canonicalJson({ type, detail: { version: 1, occurredAt: at, actor, ...fields } });
  const id = `${prefix}${rank(type)}:${digestOf(content)}`;
  return { entity: `${entity.kind}:${entity.id}`, words, fact: draftFact(type, { id, at, actor }, fields) };
}

/**
 * Statements of the import's moment, or a warning where they would have no effect: a ledger is ordered by when things
 * happened, so they change nothing in a record that was stated later.
 * @param statements about one entity
 * @param bases the known records that they are about
 */
export function unlessLate(
  statements: readonly Statement[],
  bases: readonly Pick<KnownRecord<unknown>, 'saidAt'>[],
  at: string,
): readonly Finding[] {
  const [first] = statements;
  const latest = bases
    .map(({ saidAt }) => saidAt)
    .sort()
    .at(-1);
  if (first === undefined || latest === undefined || latest < at) return statements;
  // Two registrations of one moment are ordered by their digests: which of them holds would be chance.
  if (latest === at && !statements.some(({ type }) => registers.has(type))) return statements;
  const { kind, id } = first.entity;
  return [{ warning: `${kind} ${id}: was last stated at ${latest}, and this import is dated ${at}` }];
}
