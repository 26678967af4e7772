import { fact, feature, project } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';

/** A team works on a project from `occurredAt` on, and it is expected to ship in each judged release of its train. */
export const ProjectStarted = fact(
  'ProjectStarted',
  () => ({ project: id(), title: text(), team: id(), train: id(), features: optional(list(id())) }),
  (detail) => [project(detail.project), ...[...new Set(detail.features)].map(feature)],
);

/** Work on a project rests from `occurredAt` on: nothing is expected of it until it is resumed. */
export const ProjectPaused = fact(
  'ProjectPaused',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);

/** Work on a paused project goes on, and it is expected to ship again. */
export const ProjectResumed = fact(
  'ProjectResumed',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);

/** A project is over: nothing is expected of it after `occurredAt`. */
export const ProjectEnded = fact(
  'ProjectEnded',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);
