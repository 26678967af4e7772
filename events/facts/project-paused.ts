import { fact, project } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** Work on a project rests from `occurredAt` on: nothing is expected of it until it is resumed. */
export const ProjectPaused = fact(
  'ProjectPaused',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);
