import { fact } from '../contract.ts';
import { entitiesOf, entityReference } from '../entity-reference.ts';
import { id, list, optional, text } from '../fields.ts';

/** Someone looked at the record of an entity, or at some fields of it, and found it still correct. */
export const RecordVerified = fact(
  'RecordVerified',
  () => ({
    entity: entityReference().describe('kind:id, like feature:code-search'),
    fields: optional(list(id())).describe('the fields that were looked at; absent means all'),
    comment: optional(text(2000)),
  }),
  (detail) => entitiesOf(detail.entity),
);
