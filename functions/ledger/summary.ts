/** Fold and write: the second step. The summary is guarded by the number of events it was folded from. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Entity, EntityKind } from '../../events/contract.ts';
import type { Lazy } from '../../events/lazy.ts';
import type { Folded } from '../domain/summary.ts';
import { assignment, updateExpression } from './assignment.ts';
import { ifHolds } from './conditional.ts';
import { listKey, summaryKey } from './keys.ts';
import type { LedgerTable } from './ledger-table.ts';
import { byKeys } from './query.ts';

/**
 * A writer that saw fewer events than the stored summary was folded from has lost: whoever appended last reads all of
 * them, and wins. Equal is the same set again, after a crash or from a duplicate.
 */
const sawAtLeastAsMuch = 'attribute_not_exists(pk) OR entries <= :entries';

/** Only the writer whose summary still stands may say that it was announced. */
const stillStands = 'entries = :entries';

/** What a writer's summary came to: whether it stands, and what had been announced of the entity before. */
export type Written =
  | { readonly stands: false }
  | { readonly stands: true; readonly announced: string | undefined };

const announcedItem = z.object({ announced: z.object({ maturity: z.string() }).optional() });

/** Writes what was folded from `entries` events. */
export async function writeSummary(
  { documents, name }: LedgerTable,
  entity: Entity,
  folded: Folded,
  entries: number,
): Promise<Written> {
  const answer = await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: summaryKey(entity),
        ...update(entity, folded, entries),
        ConditionExpression: sawAtLeastAsMuch,
        ReturnValues: 'ALL_NEW',
      }),
    ),
  );
  if (answer === undefined) return { stands: false };
  return { stands: true, announced: announcedItem.parse(answer.Attributes).announced?.maturity };
}

/** Sets what the summary is now and removes what it no longer is; what was announced stays as it was. */
function update({ id }: Entity, { state, places, announced }: Folded, entries: number) {
  const { card, list, owner } = places;
  const attributes: Record<string, unknown> = {
    entries,
    state,
    card,
    list,
    listKey: list === undefined ? undefined : listKey(id, owner),
  };
  const { set, remove, names, values } = assignment(attributes);
  // First known, it is no change. Of an entity that goes by another name now, nothing is announced any more.
  const first = announced === undefined ? [] : ['announced = if_not_exists(announced, :announced)'];
  const gone = announced === undefined ? ['announced'] : [];
  return {
    UpdateExpression: updateExpression({ set: [...set, ...first], remove: [...remove, ...gone] }),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: announced === undefined ? values : { ...values, ':announced': announced },
  };
}

/** Marks what was announced; a newer summary announces the rest itself. */
export async function markAnnounced(
  { documents, name }: LedgerTable,
  entity: Entity,
  announced: NonNullable<Folded['announced']>,
  entries: number,
): Promise<void> {
  await ifHolds(
    documents.send(
      new UpdateCommand({
        TableName: name,
        Key: summaryKey(entity),
        UpdateExpression: 'SET announced = :announced',
        ConditionExpression: stillStands,
        ExpressionAttributeValues: { ':announced': announced, ':entries': entries },
      }),
    ),
  );
}

/**
 * The states of entities of one kind, by id, strongly consistent; an entity without a summary is absent.
 * @throws {z.ZodError} when a stored state is not one that this version writes
 */
export async function readStates<State>(
  table: LedgerTable,
  kind: EntityKind,
  schema: Lazy<z.ZodType<State>>,
  ids: Iterable<string>,
): Promise<Map<string, State>> {
  const keyed = new Map([...new Set(ids)].map((id) => [summaryKey({ kind, id }).pk, id]));
  const items = await byKeys(
    table,
    [...keyed.values()].map((id) => summaryKey({ kind, id })),
  );
  return new Map(items.map(({ pk, state }) => [keyed.get(String(pk)) ?? '', schema.parse(state)]));
}
