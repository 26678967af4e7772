/** The facts of a ledger, and their one order, so that the same set always folds to the same state. */
import type { Fact } from '../../../events/catalogue.ts';

/** One fact of a ledger, with the digest of its content. */
export interface Entry {
  readonly fact: Fact;
  readonly digest: string;
}

/** Compares by code unit, which does not depend on a locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By moment, then id, then content. */
export const inOrder = (a: Entry, b: Entry): number =>
  compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) ||
  compare(a.fact.detail.id, b.fact.detail.id) ||
  compare(a.digest, b.digest);

export function ofType<Type extends Fact['type']>(facts: readonly Fact[], type: Type) {
  return facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
}

/** The last value that statements give a field: an absent field leaves it as it is, `null` clears it. */
export function lastSaid<Statement, Value>(
  statements: readonly Statement[],
  field: (statement: Statement) => Value | null | undefined,
): Value | undefined {
  const last = statements.findLast((statement) => field(statement) !== undefined);
  return last === undefined ? undefined : (field(last) ?? undefined);
}

/** Each value once, in code-unit order. */
export const distinct = (values: Iterable<string>): string[] => [...new Set(values)].sort(compare);

/** Names that a ledger mentions, however often. */
export interface Mention {
  readonly kind: MentionKind;
  readonly names: readonly string[];
  /** The earliest moment of a mention. UTC instant; empty for all time. */
  readonly since: string;
}

/**
 * - `CLAIMED`: of a project, a feature that a change or a start of it names
 * - `OWNED`: of a project, a feature whose registration names it; of a feature flag, the same
 * - `BEHIND`: of a project, a feature flag that a change is behind, and the feature that the change names
 * - `TRAIN`: of a project, a train that it was started on
 * - `RELEASE`: of a train, a release that was scheduled on it
 * - `MEMBER`: of a train, the team and the project that was started on it
 * - `WORKED`: of a feature, a project that names it when it starts
 */
export type MentionKind = 'CLAIMED' | 'OWNED' | 'BEHIND' | 'TRAIN' | 'RELEASE' | 'MEMBER' | 'WORKED';
