import { fact, project } from '../contract.ts';
import { id, optional, text } from '../fields.ts';

/** Work on a paused project goes on, and it is expected to ship again. */
export const ProjectResumed = fact(
  'ProjectResumed',
  () => ({ project: id(), reason: optional(text(2000)) }),
  (detail) => [project(detail.project)],
);
