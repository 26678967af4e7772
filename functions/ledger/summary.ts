/** Fold and write: the second step. The summary is guarded by the number of events it was folded from. */
import * as z from 'zod';
import type { Entity, EntityKind } from '../../events/contract.ts';
import type { Folded } from '../domain/summary.ts';
import { change } from '../kernel/store/change.ts';
import type { Item, Store } from '../kernel/store/store.ts';
import { listKey, summaryKey } from './keys.ts';

/** What a writer's summary came to: whether it stands, and what had been announced of the entity before. */
export type Written =
  | { readonly stands: false }
  | { readonly stands: true; readonly announced: string | undefined };

const announced = z.object({ maturity: z.string() });
const summaryItem = z.object({ entries: z.number(), announced: announced.optional() });

const stored = (item: Item | undefined) => (item === undefined ? undefined : summaryItem.parse(item));

/**
 * Writes what was folded from `entries` events. A writer that saw fewer events than the stored summary was folded from
 * has lost: whoever appended last reads all of them, and wins. Equal is the same set again, after a crash or from a
 * duplicate.
 */
export async function writeSummary(
  table: Store,
  entity: Entity,
  folded: Folded,
  entries: number,
): Promise<Written> {
  const written = await change(table, summaryKey(entity), (item) => {
    const was = stored(item);
    return was !== undefined && was.entries > entries
      ? undefined
      : summaryOf(entity, folded, entries, was?.announced);
  });
  return written === undefined
    ? { stands: false }
    : { stands: true, announced: stored(written)?.announced?.maturity };
}

/** @param before what was announced of it: it stays as it was until something else is */
function summaryOf(
  { id }: Entity,
  { state, places, announced: now }: Folded,
  entries: number,
  before: Folded['announced'],
) {
  const { card, list, owner } = places;
  return {
    entries,
    state,
    card,
    list,
    listKey: list === undefined ? undefined : listKey(id, owner),
    // First known, it is no change. Of an entity that goes by another name now, nothing is announced any more.
    announced: now === undefined ? undefined : (before ?? now),
  };
}

/** Marks what was announced, unless a newer summary stands by now, which announces the rest itself. */
export async function markAnnounced(
  table: Store,
  entity: Entity,
  now: NonNullable<Folded['announced']>,
  entries: number,
): Promise<void> {
  await change(table, summaryKey(entity), (item) =>
    stored(item)?.entries === entries ? { ...item, announced: now } : undefined,
  );
}

/**
 * The states of entities of one kind, by id, strongly consistent; an entity without a summary is absent.
 * @throws {z.ZodError} when a stored state is not one that this version writes
 */
export async function readStates<State>(
  table: Store,
  kind: EntityKind,
  schema: z.ZodType<State>,
  ids: Iterable<string>,
): Promise<Map<string, State>> {
  const keyed = new Map([...new Set(ids)].map((id) => [summaryKey({ kind, id }).pk, id]));
  const items = await table.get([...keyed.values()].map((id) => summaryKey({ kind, id })));
  return new Map(items.map(({ pk, state }) => [keyed.get(pk) ?? '', schema.parse(state)]));
}
