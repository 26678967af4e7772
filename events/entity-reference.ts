import * as z from 'zod';
import { type Entity, type EntityKind, entityKind } from './contract.ts';
import { id } from './fields.ts';

/** Splits `kind:id` at its first colon; an id may hold more of them. */
function entityOf(reference: string): Entity | undefined {
  const colon = reference.indexOf(':');
  const kind = entityKind.safeParse(reference.slice(0, colon));
  const name = id.safeParse(reference.slice(colon + 1));
  return colon > 0 && kind.success && name.success ? { kind: kind.data, id: name.data } : undefined;
}

/** A reference to an entity that has a ledger, `kind:id`, of one of these kinds. */
export const entityReference = (kinds: readonly EntityKind[] = entityKind().options) =>
  z
    .string()
    .overwrite((value) => value.normalize('NFC'))
    .refine((value) => kinds.some((kind) => kind === entityOf(value)?.kind), {
      error: `is not kind:id with one of the kinds ${kinds.join(', ')}`,
    });

/** The entity that a reference was read as. */
export const entitiesOf = (reference: string): Entity[] =>
  [entityOf(reference)].filter((found) => found !== undefined);
