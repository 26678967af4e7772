import { about, fact, feature, project } from '../contract.ts';
import { id, list, name, optional, text } from '../fields.ts';

const withReason = () => ({ project: id(), reason: optional(text(2000)) });

/** A team works on a project from `occurredAt` on. The project is expected to ship in each release of its train that counts. */
export const ProjectStarted = fact(
  'ProjectStarted',
  () => ({ project: name(), title: text(), team: id(), train: id(), features: optional(list(id())) }),
  (detail) => [project(detail.project), ...[...new Set(detail.features)].map(feature)],
);

/** Work on a project pauses at `occurredAt`: nothing is expected of it until it is resumed. */
export const ProjectPaused = fact('ProjectPaused', withReason, about('project'));

/** Work on a paused project continues, and it is expected to ship again. */
export const ProjectResumed = fact('ProjectResumed', withReason, about('project'));

/** A project is over: nothing is expected of it after `occurredAt`. */
export const ProjectEnded = fact('ProjectEnded', withReason, about('project'));
