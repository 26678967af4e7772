/** Append: the first of the three steps. A ledger is a set that only grows. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';
import { changesBehindFlag, changesOfFeature, dueIn, eventKey } from './keys.ts';
import type { LedgerTable } from './ledger-table.ts';

/** A fact as it is kept: what was understood, and all that came with it as canonical JSON. */
export interface Kept {
  readonly fact: Fact;
  /** The detail as canonical JSON. Kept as text: DynamoDB nests 32 levels at most and rewrites numbers. */
  readonly body: string;
  readonly digest: string;
}

/** A duplicate is the same key, and a no-op. */
const isNew = 'attribute_not_exists(pk)';

/**
 * Appends a fact to the ledger of one entity.
 * @param arrivedAt for people to see; nothing is computed from it
 */
export async function append(
  { documents, name }: LedgerTable,
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
  try {
    await documents.send(new PutCommand({ TableName: name, Item: item, ConditionExpression: isNew }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** How a fact is found from the other side: a change by the flag or feature it depends on, an exemption by its end. */
function linkOf(entity: Entity, fact: Fact): { link: string; linkKey: string } | undefined {
  if (fact.type === 'ChangeMerged') {
    const { flag, feature, occurredAt } = fact.detail;
    if (flag != null) return { link: changesBehindFlag(flag), linkKey: occurredAt };
    if (feature != null) return { link: changesOfFeature(feature), linkKey: occurredAt };
  }
  if (fact.type === 'ExemptionGranted' && fact.detail.until != null && entity.kind === 'project') {
    return { link: dueIn(fact.detail.until), linkKey: fact.detail.until };
  }
  return undefined;
}
