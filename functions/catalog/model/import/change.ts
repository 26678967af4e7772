/** What an import would say: facts that are ready to be published, and why each one is told. */
import { canonicalJson, digestOf } from '../../../../events/canonical-json.ts';
import type { Fact } from '../../../../events/catalogue.ts';
import type { Entity } from '../../../../events/contract.ts';
import type { DraftFact } from '../../../kernel/model/draft-fact.ts';
import { FROM_FILES } from './known.ts';
import type { Fields } from './values.ts';

type FactType = Fact['type'];

export interface Change {
  /** `kind:id` */
  readonly entity: string;
  /** For people: `feature search: maturity beta -> ga; docsUrl is unknown now` */
  readonly words: string;
  readonly fact: DraftFact;
}

/** Something to tell of an entity, as of the import unless it says when. */
export interface Statement {
  readonly entity: Entity;
  readonly words: string;
  readonly type: FactType;
  readonly fields: Fields;
  readonly occurredAt?: string | undefined;
}

/** What the comparison of one record comes to. */
export interface Findings {
  readonly statements: readonly Statement[];
  /** What would not hold, since something later is known. */
  readonly stale: readonly string[];
  /** What files say and no fact can tell. */
  readonly unspoken: readonly string[];
}

export const told = (...statements: Statement[]): Findings => ({ statements, stale: [], unspoken: [] });

export const joined = (all: readonly Findings[]): Findings => ({
  statements: all.flatMap(({ statements }) => statements),
  stale: all.flatMap(({ stale }) => stale),
  unspoken: all.flatMap(({ unspoken }) => unspoken),
});

/** A ledger orders what happened at one moment by id: a record exists before it is renamed, and rests or ends after that. */
const registers: ReadonlySet<FactType> = new Set([
  'TeamRegistered',
  'PersonRegistered',
  'FeatureRegistered',
  'ProjectStarted',
  'ReleaseScheduled',
  'SourceRegistered',
  'ChannelRegistered',
  'CalendarPublished',
  'VocabularyPublished',
  'RoadmapPublished',
  'RubricPublished',
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
): Change {
  const told = {
    version: 1,
    occurredAt: occurredAt ?? at,
    ...(actor === undefined ? {} : { actor }),
    ...fields,
  };
  const id = `${FROM_FILES}${rank(type)}:${digestOf(canonicalJson({ type, detail: told }))}`;
  return { entity: `${entity.kind}:${entity.id}`, words, fact: { type, detail: { id, ...told } } };
}

/**
 * Takes out what would not hold: a ledger orders by what happened, so a fact of the import's moment says nothing about
 * a record that was told of later.
 * @param findings about one entity, all of the import's moment
 * @param saidAt when the records that they are about were last told of
 */
export function unlessLate(findings: Findings, saidAt: readonly string[], at: string): Findings {
  const [first] = findings.statements;
  const latest = saidAt.toSorted().at(-1);
  if (first === undefined || latest === undefined || latest < at) return findings;
  // Told at one moment, two registrations are ordered by their digests: whether this one holds would be chance.
  if (latest === at && !findings.statements.some(({ type }) => registers.has(type))) return findings;
  const { kind, id } = first.entity;
  const words = `${kind} ${id}: was told of at ${latest}, and this import is of ${at}`;
  return { ...findings, statements: [], stale: [...findings.stale, words] };
}
