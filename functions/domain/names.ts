/** Renames: a feature or a release keeps its history under a new name. */
import type { Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';

interface Rename {
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

function renameIn(fact: Fact): Rename | undefined {
  const at = fact.detail.occurredAt;
  if (fact.type === 'FeatureRenamed') return { from: fact.detail.feature, to: fact.detail.to, at };
  if (fact.type === 'ReleaseRenamed') return { from: fact.detail.release, to: fact.detail.to, at };
  return undefined;
}

const renames = (facts: readonly Fact[]): Rename[] => facts.flatMap((fact) => renameIn(fact) ?? []);

/** The names, in a ledger's facts, that were renamed to this one: their events are this entity's events too. */
export const formerNames = (name: string, facts: readonly Fact[]): string[] =>
  renames(facts).flatMap(({ from, to }) => (to === name && from !== name ? [from] : []));

/** Follows renames back to the first name; a name given back does not make it its own former name. */
export function namesBefore(name: string, facts: readonly Fact[]): string[] {
  const found = new Set<string>([name]);
  for (const each of found) for (const former of formerNames(each, facts)) found.add(former);
  found.delete(name);
  return [...found];
}

/** The names, in a ledger's facts, that this one was ever renamed to: their summaries hold its events. */
export const laterNames = (name: string, facts: readonly Fact[]): string[] =>
  renames(facts).flatMap(({ from, to }) => (from === name && to !== name ? [to] : []));

/**
 * The name that this one goes by now, where it is another. A name that was given back, or that was registered anew after
 * it had been renamed away, is itself again.
 * @param facts in order
 */
export function renamedTo(entity: Entity, facts: readonly Fact[]): string | undefined {
  const last = facts.findLast(
    (fact) => leaves(entity.id, fact) || arrives(entity.id, fact) || registers(entity, fact),
  );
  return last === undefined || !leaves(entity.id, last) ? undefined : renameIn(last)?.to;
}

const leaves = (name: string, fact: Fact) => renameIn(fact)?.from === name;
const arrives = (name: string, fact: Fact) => renameIn(fact)?.to === name;

function registers({ kind, id }: Entity, fact: Fact): boolean {
  if (fact.type === 'FeatureRegistered') return kind === 'feature' && fact.detail.feature === id;
  return fact.type === 'ReleaseScheduled' && kind === 'release' && fact.detail.release === id;
}

/**
 * Whether a fact in the ledger of a former name belongs to the name it was renamed to. What people still report under
 * the old name does; a registration of the old name after it was renamed away starts something else, and what is said
 * of that name from then on belongs to that.
 * @param facts every fact of the lineage, with the rename among them
 */
export function inherits(facts: readonly Fact[], former: string, fact: Fact): boolean {
  if (renameIn(fact) !== undefined) return true;
  const left = renames(facts).filter(({ from }) => from === former);
  const { occurredAt } = fact.detail;
  const startsAnew = (each: Fact) =>
    registered(each) === former && left.some(({ at }) => each.detail.occurredAt > at);
  return !facts.some((each) => startsAnew(each) && each.detail.occurredAt <= occurredAt);
}

/** The name that a fact registers. */
function registered(fact: Fact): string | undefined {
  if (fact.type === 'FeatureRegistered') return fact.detail.feature;
  return fact.type === 'ReleaseScheduled' ? fact.detail.release : undefined;
}
