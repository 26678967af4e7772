import { fact, feature, project } from '../contract.ts';
import { id, list, optional, text } from '../fields.ts';

/** A team works on a project from `occurredAt` on, and it is expected to ship in each judged release of its train. */
export const ProjectStarted = fact(
  'ProjectStarted',
  () => ({ project: id(), title: text(), team: id(), train: id(), features: optional(list(id())) }),
  (detail) => [project(detail.project), ...[...new Set(detail.features)].map(feature)],
);
