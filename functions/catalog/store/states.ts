/** The states of entities, as their snapshots hold them: what most of the product reads of the catalog. */
import type * as z from 'zod';
import type { Entity, EntityKind } from '../../../events/contract.ts';
import type { Lazy } from '../../../events/lazy.ts';
import type { Reader } from '../../kernel/derived/reader.ts';
import { snapshotKey } from '../../kernel/store/keys.ts';
import type { Store } from '../../kernel/store/store.ts';
import { type States, schemas } from '../model/states.ts';

/**
 * The states of entities of one kind, by id, strongly consistent; one that no fact is about is absent.
 * @throws {z.ZodError} when a stored state is not one that this version writes
 */
export async function readStates<K extends EntityKind>(
  table: Store,
  kind: K,
  ids: Iterable<string>,
): Promise<Map<string, States[K]>> {
  const schema: Lazy<z.ZodType<States[K]>> = schemas[kind];
  const keyed = new Map([...new Set(ids)].map((id) => [snapshotKey({ kind, id }).pk, id]));
  const items = await table.get([...keyed.values()].map((id) => snapshotKey({ kind, id })));
  return new Map(
    items.flatMap(({ pk, value }) =>
      value === undefined ? [] : [[keyed.get(pk) ?? '', schema.parse(value)] as const],
    ),
  );
}

/** The state of one entity, as a computation reads it. */
export async function stateOf<State>(
  reader: Reader,
  entity: Entity,
  schema: Lazy<z.ZodType<State>>,
): Promise<State | undefined> {
  const value = await reader.value(snapshotKey(entity));
  return value === undefined ? undefined : schema.parse(value);
}
