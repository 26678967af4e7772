import { type Entity, fact } from '../contract.ts';
import { entitiesOf, entityReference } from '../entity-reference.ts';
import { id, list, moment, optional, text } from '../fields.ts';
import { internal } from '../visibility.ts';

const named = (detail: { readonly entity: string }): readonly Entity[] => entitiesOf(detail.entity);

/** Someone checked the record of an entity, or some fields of it, and found it still correct. */
export const RecordVerified = fact(
  'RecordVerified',
  () => ({
    entity: entityReference().describe('kind:id, like feature:code-search'),
    fields: optional(list(id())).describe('the fields that were checked; all of them without it'),
    comment: internal(optional(text(2000))),
  }),
  named,
);

/** A record is no longer maintained: the team is gone, the person left. Features, projects and releases have their own facts for it. */
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
      'flag',
      'account',
    ]).describe('kind:id, like team:search'),
    reason: optional(text(2000)),
  }),
  named,
);

/** Someone knows about an entity, and need not be reminded of it until a moment. For a project that does not ship there are exemptions. */
export const EntitySnoozed = fact(
  'EntitySnoozed',
  () => ({
    entity: entityReference(['team', 'feature', 'review']).describe('kind:id, like feature:code-search'),
    until: moment(),
    reason: internal(optional(text(2000))),
  }),
  named,
);
