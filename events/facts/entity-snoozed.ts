import { fact } from '../contract.ts';
import { entitiesOf, entityReference } from '../entity-reference.ts';
import { moment, optional, text } from '../fields.ts';

/** Somebody knows, and need not be reminded of an entity until a moment. A project that does not ship has exemptions. */
export const EntitySnoozed = fact(
  'EntitySnoozed',
  () => ({
    entity: entityReference(['team', 'feature', 'review']).describe('kind:id, like feature:code-search'),
    until: moment(),
    reason: optional(text(2000)),
  }),
  (detail) => entitiesOf(detail.entity),
);
