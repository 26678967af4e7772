/** What an import would publish: facts, and for each the words that explain it. */
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import type { Entity } from '../../../../events/contract.ts';
import type { DraftFact } from '../../../kernel/model/draft-fact.ts';
import { FROM_FILES } from '../record-keeping.ts';
import type { Fields } from './field-differences.ts';
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

/** The result of comparing one record. */
export interface Findings {
  readonly statements: readonly Statement[];
  /** Statements that would have no effect, because something later is known. */
  readonly stale: readonly string[];
  /** What files say and no fact can state. */
  readonly unspoken: readonly string[];
}

export const told = (...statements: Statement[]): Findings => ({ statements, stale: [], unspoken: [] });

export const joined = (all: readonly Findings[]): Findings => ({
  statements: all.flatMap(({ statements }) => statements),
  stale: all.flatMap(({ stale }) => stale),
  unspoken: all.flatMap(({ unspoken }) => unspoken),
});

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
  at: string,
  actor?: string,
  prefix = FROM_FILES,
): Change {
  const told = {
    version: 1,
    occurredAt: occurredAt ?? at,
    ...(actor === undefined ? {} : { actor }),
    ...fields,
  };
  const id = `${prefix}${rank(type)}:${digestOf(canonicalJson({ type, detail: told }))}`;
  return { entity: `${entity.kind}:${entity.id}`, words, fact: { type, detail: { id, ...told } } };
}

/**
 * Moves statements that would have no effect to `stale`: a ledger is ordered by when things happened, so a fact of the
 * import's moment changes nothing in a record that was stated later.
 * @param findings about one entity, all of the import's moment
 * @param saidAt when the records that they are about were last stated
 */
export function unlessLate(findings: Findings, saidAt: readonly string[], at: string): Findings {
  const [first] = findings.statements;
  const latest = saidAt.toSorted().at(-1);
  if (first === undefined || latest === undefined || latest < at) return findings;
  // Two registrations of one moment are ordered by their digests: which of them holds would be chance.
  if (latest === at && !findings.statements.some(({ type }) => registers.has(type))) return findings;
  const { kind, id } = first.entity;
  const words = `${kind} ${id}: was last stated at ${latest}, and this import is dated ${at}`;
  return { ...findings, statements: [], stale: [...findings.stale, words] };
}
