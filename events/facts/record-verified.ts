import * as z from 'zod';
import { type Entity, entityKind, fact } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';

const NAMES = `is not kind:id with a kind out of ${entityKind.options.join(', ')}`;

/** Splits `kind:id` at its first colon; an id may hold more of them. */
function entityOf(reference: string): Entity | undefined {
  const colon = reference.indexOf(':');
  const kind = entityKind.safeParse(reference.slice(0, colon));
  const name = id.safeParse(reference.slice(colon + 1));
  return colon > 0 && kind.success && name.success ? { kind: kind.data, id: name.data } : undefined;
}

const entity = z
  .string()
  .overwrite((value) => value.normalize('NFC'))
  .refine((value) => entityOf(value) !== undefined, { error: NAMES });

/** Someone looked at the record of an entity, or at some fields of it, and found it still correct. */
export const RecordVerified = fact(
  'RecordVerified',
  {
    entity: entity.describe('kind:id, like feature:code-search'),
    fields: optional(list(id)).describe('the fields that were looked at; absent means all'),
    comment: optional(text(2000)),
  },
  (detail) => [entityOf(detail.entity)].filter((found) => found !== undefined),
);
