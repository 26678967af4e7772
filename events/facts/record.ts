import { fact } from '../contract.ts';
import { entitiesOf, entityReference } from '../entity-reference.ts';
import { id, list, moment, optional, text } from '../fields.ts';

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

/** A record is no longer kept up: the team is gone, the person left. Features, projects and releases have facts of their own for it. */
export const RecordRetired = fact(
  'RecordRetired',
  () => ({
    entity: entityReference([
      'team',
      'person',
      'calendar',
      'source',
      'vocabulary',
      'roadmap',
      'channel',
    ]).describe('kind:id, like team:search'),
    reason: optional(text(2000)),
  }),
  (detail) => entitiesOf(detail.entity),
);

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
