import { fact } from '../contract.ts';
import { entitiesOf, entityReference } from '../entity-reference.ts';
import { optional, text } from '../fields.ts';

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
      'flag',
    ]).describe('kind:id, like team:search'),
    reason: optional(text(2000)),
  }),
  (detail) => entitiesOf(detail.entity),
);
