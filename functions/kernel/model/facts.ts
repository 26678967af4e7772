/** Looking through the facts of a ledger. Every fold is handed them in one order, so the same set folds to the same state. */
import type { Fact } from '../../../events/catalogue.ts';
import { compare } from './identity.ts';

export { compare };

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
