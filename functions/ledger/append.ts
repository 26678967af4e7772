/** Append: the first of the three steps. A ledger is a set that only grows. */
import type { Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';
import type { Store } from '../kernel/store/store.ts';
import { changesBehindFlag, changesOfFeature, dueIn, eventKey, projectsOnTrain } from './keys.ts';

/** A fact as it is kept: what was understood, and all that came with it as canonical JSON. */
export interface Kept {
  readonly fact: Fact;
  /** The detail as canonical JSON. Kept as text: DynamoDB nests 32 levels at most and rewrites numbers. */
  readonly body: string;
  readonly digest: string;
}

/**
 * Appends a fact to the ledger of one entity. A duplicate has the same key, and changes nothing.
 * @param arrivedAt for people to see; nothing is computed from it
 */
export async function append(
  table: Store,
  entity: Entity,
  { fact, body, digest }: Kept,
  arrivedAt: string,
): Promise<void> {
  const item = {
    ...eventKey(entity, fact, digest),
    type: fact.type,
    body,
    arrivedAt,
    ...linkOf(entity, fact),
  };
  await table.put(item, 'ifAbsent');
}

interface Link {
  readonly link: string;
  readonly linkKey: string;
}

/**
 * How a fact is found from the other side. Links stand on events, which are never taken back: a project that left a
 * train is still found by the releases that were cut before it did.
 */
function linkOf(entity: Entity, fact: Fact): Link | undefined {
  if (entity.kind !== 'project') return undefined;
  if (fact.type === 'ProjectStarted')
    return { link: projectsOnTrain(fact.detail.train), linkKey: fact.detail.team };
  if (fact.type === 'ChangeMerged') return linkOfChange(fact.detail);
  if (fact.type !== 'ExemptionGranted' || fact.detail.until == null) return undefined;
  return { link: dueIn(fact.detail.until), linkKey: fact.detail.until };
}

function linkOfChange({
  flag,
  feature,
  occurredAt,
}: Extract<Fact, { type: 'ChangeMerged' }>['detail']): Link | undefined {
  if (flag != null) return { link: changesBehindFlag(flag), linkKey: occurredAt };
  return feature == null ? undefined : { link: changesOfFeature(feature), linkKey: occurredAt };
}
