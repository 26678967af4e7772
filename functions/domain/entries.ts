/**
 * The order of a ledger. A ledger is a set: the same events in any order of arrival. Every fold starts here, so that
 * the same set always folds to the same summary.
 */
import type { Fact } from '../../events/catalogue.ts';

/** One event of a ledger, with the digest of its content. */
export interface Entry {
  readonly fact: Fact;
  readonly digest: string;
}

export interface Ordered {
  /** By (occurredAt, id), one event an id. */
  readonly facts: readonly Fact[];
  /** Digests of the entries that were passed over because an earlier one has the same id and another content. */
  readonly reused: readonly string[];
}

const order = (a: Entry, b: Entry) =>
  compare(a.fact.detail.occurredAt, b.fact.detail.occurredAt) ||
  compare(a.fact.detail.id, b.fact.detail.id) ||
  compare(a.digest, b.digest);

/** Compares by code unit, as DynamoDB sorts ASCII keys; a locale's order would differ between machines. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Puts a set of entries in the order of what happened, and decides between contents that share an id: the one that
 * says it happened first holds, whichever arrived first. A smaller set never passes over an entry that a larger one
 * takes, so what was once found to be reused stays so.
 */
export function inOrder(entries: readonly Entry[]): Ordered {
  const taken = new Map<string, string>();
  const facts: Fact[] = [];
  const reused = new Set<string>();
  for (const { fact, digest } of entries.toSorted(order)) {
    const holder = taken.get(fact.detail.id);
    if (holder === undefined) {
      taken.set(fact.detail.id, digest);
      facts.push(fact);
    } else if (holder !== digest) reused.add(digest);
  }
  return { facts, reused: [...reused].sort(compare) };
}

/** The facts of one type. */
export function ofType<Type extends Fact['type']>(facts: readonly Fact[], type: Type) {
  return facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);
}

/**
 * The last thing said about one field: absent says nothing, `null` says that there is none. Each field is a register of
 * its own, so a statement that leaves a field out does not unsay it.
 */
export function lastSaid<Statement, Value>(
  statements: readonly Statement[],
  field: (statement: Statement) => Value | null | undefined,
): Value | undefined {
  const said = statements.findLast((statement) => field(statement) !== undefined);
  return said === undefined ? undefined : (field(said) ?? undefined);
}

/** Each value once, in code-unit order. */
export const distinct = (values: Iterable<string>): string[] => [...new Set(values)].sort(compare);
